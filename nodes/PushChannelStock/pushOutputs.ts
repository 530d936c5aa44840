import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { PushOutcome } from '../../core/pushing/pushOutcome';

/** Done and Needs Attention, each outcome paired with the input item that its level came from. */
export function outputsOf(
	outcomes: readonly (readonly PushOutcome[])[],
	indexes: readonly number[],
	forAttention: ReadonlySet<PushOutcome>,
): [INodeExecutionData[], INodeExecutionData[]] {
	const done: INodeExecutionData[] = [];
	const attention: INodeExecutionData[] = [];
	outcomes.forEach((ofLevel, place) => {
		for (const outcome of ofLevel) {
			const item = { json: { ...outcome } as IDataObject, pairedItem: { item: indexes[place] ?? 0 } };
			(forAttention.has(outcome) ? attention : done).push(item);
		}
	});
	return [done, attention];
}

/** Told once for a whole run: each level that was held back says so as well. */
export function fuseAlert(channel: string, fuse: string | null): INodeExecutionData {
	const reason = `The fuse of ${channel} has blown: ${fuse ?? ''}. Raises and unexplained zeros wait, all other lowerings were written. Look whether it is right; if so, set Let Through Until in this node to a time when it will be done`;
	return { json: { outcome: 'fused', channel, reason } };
}

/** How many levels went up. */
export function raisedIn(outcomes: readonly (readonly PushOutcome[])[]): number {
	return outcomes.flat().filter(({ outcome, before, wanted }) => outcome === 'written' && wanted > (before ?? 0))
		.length;
}
