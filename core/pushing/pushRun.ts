import type { WorkflowRun } from '../memory/workflowRun';

/** The run of a node that pushes. */
export interface PushRun extends WorkflowRun {
	/** The key of the channel's account that the listings belong to; '' where there is none. */
	readonly account: string;
}
