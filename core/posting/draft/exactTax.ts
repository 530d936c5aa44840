import type { Money } from '../../model/money';
import { taxAt } from './taxTrouble';

/** What brings the tax of some lines of one code to an amount. */
export interface ExactTax {
	/** Places of lines whose own tax lies on a half, which some round up and others to even: they are better without the code. */
	readonly undecided: readonly number[];
	/** Amounts that bear the code's tax beside the lines. */
	readonly beside: readonly Money[];
}

/**
 * Finds what has to stand beside lines of one code so that their tax is `target`, whether QuickBooks rounds each line or all together,
 * and halves up or to even (rules.md G5). All amounts in units of the smallest that QuickBooks keeps.
 *
 * 1. Rounded one by one, the amounts beside have to make up what the lines' taxes miss.
 * 2. Together, all have to come to less than half a unit from the target: an amount may be that much off its own tax, so it may take several.
 */
export function findExactTax(nets: readonly number[], target: number, percent: number): ExactTax {
	const undecided = nets.flatMap((net, place) => (isHalf(taxAt(net, percent)) ? [place] : []));
	const taxes = nets.filter((_, place) => !undecided.includes(place)).map((net) => taxAt(net, percent));
	const [whole, each] = [total(taxes), total(taxes.map(Math.round))];
	if (undecided.length === 0 && each === target && Math.abs(whole - target) < SURE) return { undecided, beside: [] };
	const gap = each - whole;
	const count = Math.max(1, Math.ceil((Math.abs(gap) - SLACK) / SLACK));
	const beside: number[] = [];
	let missing = Math.sign(gap) * Math.min(Math.abs(gap), SLACK * count);
	for (let place = 0; place < count; place++) {
		const tax = place === 0 ? target - each : 0;
		const amount = Math.round(((tax + missing / (count - place)) * 100) / percent);
		missing -= taxAt(amount, percent) - tax;
		beside.push(amount);
	}
	return { undecided, beside: beside.filter((amount) => amount !== 0) };
}

/** Below half a unit, so that a half never decides. */
const SURE = 0.49;

/** How far an amount may be off its own tax: less than half a unit by what a whole amount cannot hit. */
const SLACK = 0.34;

function isHalf(tax: number): boolean {
	return Math.abs((Math.abs(tax) % 1) - 0.5) < 1e-6;
}

function total(amounts: readonly number[]): number {
	return amounts.reduce((all, one) => all + one, 0);
}
