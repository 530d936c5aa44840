import { availableOn } from '../availability/available';
import { sellable, type SellableRules } from '../availability/sellable';
import type { Sku } from '../model/sku';
import type { StockLevel } from '../model/stockLevel';

/** What the levels of one shared stock make together on a channel, by rules that count once for all of them (rules.md E6, E8). */
export function sumToShow(
	levels: readonly StockLevel[],
	channel: string,
	rules: SellableRules,
): { readonly wanted: number; readonly arithmetic: string } {
	const parts = levels.map((level) => partOf(level, channel));
	const total = sumOf(parts);
	const { units: wanted, steps } = sellable(total, rules);
	const ruled = steps.length === 0 ? '' : ` = ${total}, ${steps.join(', ')}`;
	return { wanted, arithmetic: `shared stock: ${inWords(parts)}${ruled} = ${wanted} to show` };
}

interface Part {
	readonly sku: Sku;
	readonly units: number;
	readonly words: string;
}

/** An item that was sold below zero takes nothing from what the others show. */
function partOf(level: StockLevel, channel: string): Part {
	const { sku, quantityOnHand } = level;
	const available = availableOn(channel, level);
	const units = Math.max(0, Math.floor(available.units));
	const isPlain = level.components.length === 0 && units === quantityOnHand;
	return { sku, units, words: `${units} of ${sku}${isPlain ? '' : ` (${available.words})`}` };
}

/** So many parts are told one by one; a hundred would hide the number that they explain. */
const MOST_TOLD = 10;

function inWords(parts: readonly Part[]): string {
	const rest = parts.slice(MOST_TOLD);
	const told = parts.slice(0, MOST_TOLD).map(({ words }) => words);
	return [...told, ...(rest.length === 0 ? [] : [`${sumOf(rest)} of ${rest.length} more`])].join(' + ');
}

function sumOf(parts: readonly Part[]): number {
	return parts.reduce((sum, { units }) => sum + units, 0);
}
