import { partKey, type DraftPart } from './draftPart';
import type { DraftFacts } from './draftSettings';
import type { Money } from './money';

/** The part that takes up what QuickBooks rounds otherwise than the channel (rules.md G5); none for 0. */
export function roundingPart(rounding: Money, { choices }: Pick<DraftFacts, 'choices'>): DraftPart[] {
	if (rounding === 0) return [];
	return [{ key: partKey('rounding'), name: 'Rounding', quantity: 1, net: rounding, tax: 0, taxRates: [], itemId: choices.roundingItemId }];
}
