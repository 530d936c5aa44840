import type { Feed } from '../../../core/model/feed';
import type { INodeExecutionData } from 'n8n-workflow';

/** A feed, and how its units become n8n items. */
export interface PollSource<Cursor, Unit> extends Feed<Cursor, Unit> {
	/** The output by which a unit leaves. A batch is of one output, so that no node behind it works twice in a run. */
	outputOf(unit: Unit): number;
	/** The units as n8n items, one list for each output of the node. */
	items(units: readonly Unit[]): INodeExecutionData[][];
	/**
	 * A unit that the workflow cannot handle (a dead letter) as items, one list for each output. Null when the node has no output
	 * for it.
	 */
	deadLetter(unit: Unit, reason: string): INodeExecutionData[][] | null;
}
