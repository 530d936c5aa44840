/** Figures that must be 0 for any seed. */
export const MUST_BE_ZERO = [
	'lostOrders',
	'duplicateDocuments',
	'wrongTotals',
	'stockMismatches',
	'oversoldUnits',
] as const;

/** One thing that is wrong in the end. */
export interface Finding {
	readonly figure: Exclude<(typeof MUST_BE_ZERO)[number], 'oversoldUnits'>;
	readonly what: string;
}
