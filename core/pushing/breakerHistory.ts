import type { Memory } from '../memory/memory';
import type { StockLevel } from '../model/stockLevel';
import type { BreakerMemory } from './circuitBreaker';
import type { PushOutcome } from './pushOutcome';

/** Runs so close together are taken for one event, milliseconds. */
const ONE_EVENT = 3600_000;

/** What the circuit breaker knows of a node's earlier runs. Losing it repeats an alert, and never lets a level through. */
interface BreakerHistory {
	readonly company: string | null;
	/** How many levels each run increased. `at`: milliseconds since the epoch. */
	readonly increases: ReadonlyArray<{ readonly at: number; readonly levels: number }>;
}

const NOTHING: BreakerHistory = { company: null, increases: [] };

/** What the breaker weighs a run of this node by. `now` is in milliseconds since the epoch. */
export async function recallBreaker(memory: Memory, node: string, now: number): Promise<BreakerMemory> {
	const { company, increases } = (await historyIn(memory).read([node])).get(node) ?? NOTHING;
	return {
		formerCompany: company,
		increasedLately: recent(increases, now).reduce((sum, { levels }) => sum + levels, 0),
	};
}

interface BreakerRun {
	readonly levels: readonly StockLevel[];
	/** How many levels the run increased. */
	readonly increased: number;
	/** True when the breaker opened: then the company may be the wrong one, and is not taken for the node's. */
	readonly isOpen: boolean;
	/** Milliseconds since the epoch. */
	readonly now: number;
}

/** Remembers what a run of this node came to. */
export async function rememberBreakerRun(
	memory: Memory,
	node: string,
	{ levels, increased, isOpen, now }: BreakerRun,
): Promise<void> {
	await historyIn(memory).update([node], (known) => {
		const before = known.get(node) ?? NOTHING;
		const increases = recent(before.increases, now);
		const company = isOpen ? before.company : (levels.at(-1)?.realmId ?? before.company);
		const next = { company, increases: increased === 0 ? increases : [...increases, { at: now, levels: increased }] };
		return { entries: new Map([[node, next]]), result: undefined };
	});
}

/** How many levels the run increased on the channel. */
export function increasedIn(outcomes: readonly PushOutcome[]): number {
	return outcomes.filter(({ outcome, before, wanted }) => outcome === 'written' && wanted > (before ?? 0)).length;
}

function historyIn(memory: Memory) {
	return memory.store<BreakerHistory>('circuitBreaker');
}

function recent(increases: BreakerHistory['increases'], now: number): BreakerHistory['increases'] {
	return increases.filter(({ at }) => now - at < ONE_EVENT);
}
