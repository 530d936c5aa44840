import { taxAt } from './taxTrouble';

/** What brings the tax of some lines of one code to an amount. */
export interface ExactTax {
	/** Places of lines whose own tax lies on a half, which some round up and others to even: they are better without the code. */
	readonly undecided: readonly number[];
	/** Amounts that bear the code's tax beside the lines. */
	readonly beside: readonly number[];
}

/**
 * Finds what has to stand beside lines of one code so that their tax is `target`, whether QuickBooks rounds each line or all together,
 * and halves up or to even (rules.md G5). It rounds each rate of a code by itself. Amounts are in units of the smallest that it keeps.
 * Null where no amounts do it.
 *
 * 1. How much has to stand there is what gives the target together with the lines.
 * 2. Rounded one by one it has to make up what the lines' taxes miss, so it is split where it does not: in two, and where many lines are
 *    off by more, some of an amount that is rounded by the most.
 *
 * @param percents of each rate of the code
 */
export function findExactTax(nets: readonly number[], target: number, percents: readonly number[]): ExactTax | null {
	const rounding = roundingOf(percents);
	const undecided = nets.flatMap((net, place) => (rounding.each(net) === null ? [place] : []));
	const decided = nets.filter((_, place) => !undecided.includes(place));
	const whole = total(decided);
	const missing = target - total(decided.map((net) => rounding.each(net) ?? 0));
	if (undecided.length === 0 && missing === 0 && rounding.each(whole) === target) return { undecided, beside: [] };
	const middle = Math.round((target * 100) / total(percents)) - whole;
	const amounts = rounding.around(middle).filter((amount) => rounding.each(whole + amount) === target);
	for (const fill of rounding.fills())
		for (const amount of amounts) {
			const left = missing - total(fill.map((one) => rounding.each(one) ?? 0));
			const two = findTwo(amount - total(fill), left, rounding);
			if (two !== null) return { undecided, beside: [...two, ...fill].filter((one) => one !== 0) };
		}
	return null;
}

/** Two amounts of a sum, one of them nothing if possible, whose taxes come to `tax`. */
function findTwo(sum: number, tax: number, { each, around }: Rounding): readonly [number, number] | null {
	for (const one of around(0)) {
		const [first, other] = [each(sum - one), each(one)];
		if (first !== null && other !== null && first + other === tax) return [sum - one, one];
	}
	return null;
}

type Rounding = ReturnType<typeof roundingOf>;

function roundingOf(percents: readonly number[]) {
	/** The tax of an amount; null where that of a rate lies on a half. */
	const each = (net: number): number | null => {
		const taxes = percents.map((percent) => taxAt(net, percent));
		return taxes.some(isHalf) ? null : total(taxes.map(Math.round));
	};
	/** Amounts whose tax is at most one unit away at any rate, the nearest first. */
	const around = (middle: number): number[] => {
		const width = Math.min(WIDEST, Math.ceil(100 / Math.min(...percents)));
		return [0, ...Array.from({ length: width }, (_, step) => [step + 1, -step - 1]).flat()].map(
			(step) => middle + step,
		);
	};
	const gain = (net: number): number => {
		const tax = each(net);
		return tax === null ? 0 : tax - total(percents.map((percent) => taxAt(net, percent)));
	};
	/** None, and then more and more of the amount that is rounded up by the most, and down. */
	const fills = (): number[][] => {
		const [up = 0, down = 0] = [1, -1].map((sign) =>
			around(0).reduce((best, net) => (sign * gain(net) > sign * gain(best) ? net : best), 0),
		);
		const more = (amount: number) => (count: number) => Array.from({ length: count + 1 }, () => amount);
		const counts = Array.from({ length: MOST }, (_, count) => count);
		return [[], ...counts.flatMap((count) => [more(up)(count), more(down)(count)])];
	};
	return { each, around, fills };
}

/** For a rate below half a per cent not all amounts are tried. */
const WIDEST = 200;

/** Amounts beside the lines of one code, so many as no document needs. */
const MOST = 20;

function isHalf(tax: number): boolean {
	return Math.abs((Math.abs(tax) % 1) - 0.5) < 1e-6;
}

function total(amounts: readonly number[]): number {
	return amounts.reduce((all, one) => all + one, 0);
}
