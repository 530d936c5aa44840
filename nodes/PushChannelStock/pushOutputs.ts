import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { needsAttention, type PushOutcome } from '../../core/domain/pushOutcome';

/** Done and Needs Attention, each outcome paired with the input item that its level came from. */
export function outputsOf(
	outcomes: readonly (readonly PushOutcome[])[],
	indexes: readonly number[],
): [INodeExecutionData[], INodeExecutionData[]] {
	const done: INodeExecutionData[] = [];
	const attention: INodeExecutionData[] = [];
	outcomes.forEach((ofLevel, place) => {
		for (const outcome of ofLevel) {
			const item = { json: { ...outcome } as IDataObject, pairedItem: { item: indexes[place] ?? 0 } };
			(needsAttention(outcome) ? attention : done).push(item);
		}
	});
	return [done, attention];
}
