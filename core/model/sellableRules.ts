/** What a channel is allowed to show of what is available (rules.md E6). Units are whole. */
export interface SellableRules {
	/** Units kept back. */
	readonly buffer: number;
	/** Of what is left after the buffer; 100 is all of it. */
	readonly percent: number;
	/** Fewer than this are shown as 0; 0 for no such rule. */
	readonly minimum: number;
	/** No more than this is shown; null for no limit. */
	readonly maximum: number | null;
}

export const NO_RULES: SellableRules = { buffer: 0, percent: 100, minimum: 0, maximum: null };
