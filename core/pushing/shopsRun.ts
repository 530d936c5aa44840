import type { Memory } from '../memory/memory';
import type { WorkflowRun } from '../memory/workflowRun';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import type { PushSettings } from './pushSettings';

/** What a run to several shops works with. */
export interface ShopsRun {
	readonly run: WorkflowRun;
	readonly memory: Memory;
	/** Milliseconds since the epoch. */
	readonly clock: () => number;
	readonly sleep: (milliseconds: number) => Promise<void>;
	/** Connects when QuickBooks is asked. */
	readonly quickBooks: () => Promise<QuickBooksClient>;
	/** What holds for all of the shops. */
	readonly rules: Pick<PushSettings, 'onlyDecrease' | 'ignoreCase' | 'sharedStock' | 'letThroughUntil'>;
}
