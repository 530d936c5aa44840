import type { Money } from './money';

/** However few lines a document has. Minor units. */
const FEWEST = 5;

/** By how much QuickBooks' total may miss the channel's before it is no rounding any more: half a minor unit a line (rules.md G5). */
export function roundingAllowance(lines: number): Money {
	return Math.max(FEWEST, Math.floor(lines / 2));
}

/** `part` of `whole` of an amount, to the nearest minor unit, a half away from zero. `whole` is not zero. */
export function shareOf(amount: Money, part: number, whole: number): Money {
	const [above, below] = [BigInt(amount) * BigInt(part), BigInt(whole)];
	const size = above * below < 0n ? -abs(above) : abs(above);
	const rounded = (2n * abs(size) + abs(below)) / (2n * abs(below));
	return Number(size < 0n ? -rounded : rounded);
}

function abs(value: bigint): bigint {
	return value < 0n ? -value : value;
}
