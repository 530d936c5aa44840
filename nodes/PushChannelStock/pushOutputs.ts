import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { toBreakerRow, toPushRow, toWithoutSkuRow } from '../../core/pushing/pushRow';
import type { PushReport } from '../../core/pushing/pushStock';
import type { PushInput } from './pushJob';

interface PushContext {
	/** For people. */
	readonly channelName: string;
	/** Items that could not be read, as they leave. */
	readonly unreadable: readonly INodeExecutionData[];
}

/**
 * Done and Needs Attention. Each outcome is paired with the input item that its level came from. The order of Needs Attention: what
 * holds for the whole run, outcomes of levels, items without SKU, items that could not be read.
 */
export function pushOutputs(
	report: PushReport,
	{ levels, withoutSku }: PushInput,
	{ channelName, unreadable }: PushContext,
): [INodeExecutionData[], INodeExecutionData[]] {
	const ofLevels = report.outcomes.flatMap((outcomes, place) =>
		outcomes.map((outcome) => ({
			row: toPushRow(outcome, channelName),
			isDue: report.forAttention.has(outcome),
			index: levels[place]?.index,
		})),
	);
	const ofItems = report.items.map(({ outcome, isDue }, place) => ({
		row: toWithoutSkuRow(outcome),
		isDue,
		index: withoutSku[place]?.index,
	}));
	const all = [...ofLevels, ...ofItems].map(({ row, isDue, index }) => ({
		isDue,
		item: { json: { ...row } as IDataObject, pairedItem: { item: index ?? 0 } },
	}));
	const ofRun = report.breakerAlert === null ? [] : [{ json: { ...toBreakerRow(report.breakerAlert) } as IDataObject }];
	return [
		all.flatMap(({ isDue, item }) => (isDue ? [] : [item])),
		[...ofRun, ...all.flatMap(({ isDue, item }) => (isDue ? [item] : [])), ...unreadable],
	];
}
