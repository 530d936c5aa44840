import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { PushReport } from '../../core/pushing/pushStock';
import type { PushInput } from './pushJob';

/**
 * Done and Needs Attention. Each outcome is paired with the input item that its level came from. The order of Needs Attention: what
 * holds for the whole run, outcomes of levels, items without SKU, items that could not be read.
 */
export function pushOutputs(
	report: PushReport,
	{ levels, withoutSku }: PushInput,
	unreadable: readonly INodeExecutionData[],
): [INodeExecutionData[], INodeExecutionData[]] {
	const ofLevels = report.outcomes.flatMap((outcomes, place) =>
		outcomes.map((outcome) => ({ outcome, isDue: report.forAttention.has(outcome), index: levels[place]?.index })),
	);
	const ofItems = report.items.map((item, place) => ({ ...item, index: withoutSku[place]?.index }));
	const all = [...ofLevels, ...ofItems].map(({ outcome, isDue, index }) => ({
		isDue,
		item: { json: { ...outcome } as unknown as IDataObject, pairedItem: { item: index ?? 0 } },
	}));
	const ofRun = report.breakerAlert === null ? [] : [{ json: { ...report.breakerAlert } }];
	return [
		all.flatMap(({ isDue, item }) => (isDue ? [] : [item])),
		[...ofRun, ...all.flatMap(({ isDue, item }) => (isDue ? [item] : [])), ...unreadable],
	];
}
