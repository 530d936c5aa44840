import type { Mark, OwnChange } from '../domain/ownChange';
import { turns, type Turns } from '../http/turns';

/** What this process did to the levels of its channels: so a level that was read is known to be older than a change of our own. */
export interface OwnChanges {
	mark(): Mark;
	sleep(milliseconds: number): Promise<void>;
	/** Lets one work after the other change the levels of an account. */
	readonly inTurn: Turns;
	/** A change whose fate is settled, just now. */
	note(stock: string, change: Omit<OwnChange, 'settledAt'>): void;
	/** The changes of a stock that are young enough to matter, in the order in which they were sent. */
	of(stock: string): readonly OwnChange[];
}

export interface OwnChangesClock {
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	readonly sleep: (milliseconds: number) => Promise<void>;
}

/** A run reads again what it read more than a minute ago before it writes, so nothing older than this is still to be written on; milliseconds. */
const KEPT = 15 * 60_000;

export function ownChanges({ now, sleep }: OwnChangesClock): OwnChanges {
	const known = new Map<string, readonly OwnChange[]>();
	let order = 0;
	const isKept = ({ settledAt }: OwnChange) => settledAt > now() - KEPT;
	/** The stock that was changed longest ago comes first. */
	const forgetOld = () => {
		for (const [stock, changes] of known) {
			if (changes.some(isKept)) return;
			known.delete(stock);
		}
	};
	return {
		mark: () => ({ order: ++order, at: now() }),
		sleep,
		inTurn: turns(),
		note(stock, change) {
			const before = known.get(stock) ?? [];
			known.delete(stock);
			known.set(stock, [...before.filter(isKept), { ...change, settledAt: now() }]);
			forgetOld();
		},
		of: (stock) => known.get(stock) ?? [],
	};
}
