/** Units and what they are worth together. Ten-millionths of a unit, cents. */
interface Lot {
	quantity: bigint;
	value: bigint;
}

/** Units that left in one transaction. */
interface Issue extends Lot {
	readonly transaction: string;
}

/** Units that left before any had come in: worth a guess until they do. */
interface Shortage extends Lot {
	readonly issue: Issue;
}

/** The stock of one item by first in, first out. */
export interface Fifo {
	/** Takes units out, the oldest first. Below zero each is worth the guess, until what comes in next says better. */
	out(transaction: string, quantity: bigint): void;
	/** Puts units in that cost so much. */
	in(transaction: string, quantity: bigint, value: bigint): void;
	/** Takes units back from a customer, at what the units that left last were worth. */
	back(transaction: string, quantity: bigint): void;
	/** What each transaction took out of the stock's value, cents; below zero where it put in. */
	costs(): ReadonlyMap<string, bigint>;
}

/**
 * A stock by first in, first out. `unit` is the smallest amount of the currency, and `guess` what so many units are worth of which
 * nobody knows what they cost; both in cents.
 *
 * No cent gets lost: a lot that is taken in parts gives each its share of what is left of it, and the last part the rest.
 */
export function fifo(unit: bigint, guess: (quantity: bigint) => bigint): Fifo {
	/** Parts so many units off a lot, with their share of its value. */
	const part = (lot: Lot, quantity: bigint): bigint => {
		const value = quantity === lot.quantity ? lot.value : ((lot.value * quantity) / (lot.quantity * unit)) * unit;
		lot.quantity -= quantity;
		lot.value -= value;
		return value;
	};
	const take = taking(part);
	const lots: Lot[] = [];
	const issues: Issue[] = [];
	const shortages: Shortage[] = [];
	const charged = new Map<string, bigint>();
	const charge = (transaction: string, value: bigint): void => {
		charged.set(transaction, (charged.get(transaction) ?? 0n) + value);
	};
	/** What the units that come in say of those that were sold before they came. */
	const settle = (arrived: Lot): void => {
		while (arrived.quantity > 0n && shortages[0] !== undefined) {
			const [{ issue, quantity }] = shortages;
			const guessed = take(shortages, 'oldest', quantity < arrived.quantity ? quantity : arrived.quantity);
			const known = part(arrived, guessed.quantity);
			charge(issue.transaction, known - guessed.value);
			issue.value += known - guessed.value;
		}
		if (arrived.quantity > 0n) lots.push(arrived);
	};
	return {
		out(transaction, quantity) {
			const issue: Issue = { transaction, ...take(lots, 'oldest', quantity) };
			const short = quantity - issue.quantity;
			if (short > 0n) {
				const value = guess(short);
				issue.quantity += short;
				issue.value += value;
				shortages.push({ issue, quantity: short, value });
			}
			issues.push(issue);
			charge(transaction, issue.value);
		},
		in(transaction, quantity, value) {
			charge(transaction, -value);
			settle({ quantity, value });
		},
		back(transaction, quantity) {
			const returned = take(issues, 'newest', quantity);
			const value = returned.value + guess(quantity - returned.quantity);
			charge(transaction, -value);
			settle({ quantity, value });
		},
		costs: () => charged,
	};
}

/** Takes up to so many units out of the lots, the oldest or the newest first. */
type Take = (lots: Lot[], from: 'oldest' | 'newest', most: bigint) => Lot;

function taking(part: (lot: Lot, quantity: bigint) => bigint): Take {
	return (lots, from, most) => {
		const taken = { quantity: 0n, value: 0n };
		for (;;) {
			const lot = from === 'oldest' ? lots[0] : lots.at(-1);
			const left = most - taken.quantity;
			if (lot === undefined || left === 0n) return taken;
			const quantity = lot.quantity < left ? lot.quantity : left;
			taken.quantity += quantity;
			taken.value += part(lot, quantity);
			if (lot.quantity === 0n) lots.splice(lots.indexOf(lot), 1);
		}
	};
}
