import type { OrderFile } from '../history.mts';

export type Fault = 'offByACent' | 'missing' | 'duplicates' | 'quantityErrors';

/** One thing that is wrong in the books. */
export interface Finding {
	readonly fault: Fault;
	readonly what: string;
	readonly file: OrderFile | null;
}
