import type { OrderHistory } from '../orderHistory.mts';

export type Fault = 'offByACent' | 'missing' | 'duplicates' | 'quantityErrors' | 'accountErrors';

/** One thing that is wrong in the books. */
export interface Finding {
	readonly fault: Fault;
	readonly what: string;
	readonly history: OrderHistory | null;
}
