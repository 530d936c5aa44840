import type { SellableRules, SkuRules } from '../model/sellableRules';
import type { Sku } from '../model/sku';

/** The rules of a SKU; without a SKU those of the whole channel. */
export type RulesFor = (sku: Sku | null) => SkuRules;

/** What a channel shows, and how it comes to that. */
interface Sellable {
	readonly units: number;
	/** Each rule that changed something, as it stands in the arithmetic: "- 2 buffer = 5". */
	readonly steps: readonly string[];
}

/**
 * What the channel shows of the available units. A rule never increases what is shown, and never brings it below 0.
 *
 * 1. Keep the buffer back.
 * 2. Take the percentage, rounded up while at least one unit is left.
 * 3. Show nothing below the minimum.
 * 4. Show no more than the maximum.
 */
export function sellable(available: number, { buffer, percent, minimum, maximum }: SellableRules): Sellable {
	const whole = Math.max(0, Math.floor(available));
	const afterBuffer = Math.max(0, whole - buffer);
	const share = Math.ceil((afterBuffer * percent) / 100);
	const kept = share < minimum ? 0 : share;
	const units = maximum === null ? kept : Math.min(kept, maximum);
	return {
		units,
		steps: [
			...(afterBuffer === whole ? [] : [`- ${whole - afterBuffer} buffer = ${afterBuffer}`]),
			...(share === afterBuffer ? [] : [`${percent} % of it = ${share}`]),
			...(kept === share ? [] : [`below the minimum of ${minimum}: 0`]),
			...(units === kept ? [] : [`at most ${units}`]),
		],
	};
}
