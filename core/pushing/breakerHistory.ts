import type { Memory } from '../memory/memory';
import type { StockLevel } from '../model/stockLevel';
import type { BreakerMemory, CountedListings } from './circuitBreaker';

/** Runs so close together are taken for one event, milliseconds. */
const ONE_EVENT = 3600_000;

/** What the circuit breaker knows of a node's earlier runs. Losing it repeats an alert, and never lets a level through. */
interface BreakerHistory {
	readonly company: string | null;
	/** What each run increased or took to 0. `at`: milliseconds since the epoch. */
	readonly runs: ReadonlyArray<CountedListings & { readonly at: number }>;
}

const NOTHING: BreakerHistory = { company: null, runs: [] };

/** What the breaker weighs a run of this node by. `now` is in milliseconds since the epoch. */
export async function recallBreaker(memory: Memory, node: string, now: number): Promise<BreakerMemory> {
	const { company, runs } = (await historyIn(memory).read([node])).get(node) ?? NOTHING;
	const lately = recent(runs, now);
	return {
		formerCompany: company,
		lately: {
			increased: lately.flatMap(({ increased }) => increased),
			zeroed: lately.flatMap(({ zeroed }) => zeroed),
		},
	};
}

interface BreakerRun {
	readonly levels: readonly StockLevel[];
	/** What the run increased, or took to 0 unexplained. */
	readonly counted: CountedListings;
	/** True when the breaker opened: then the company may be the wrong one, and is not taken for the node's. */
	readonly isOpen: boolean;
	/** Milliseconds since the epoch. */
	readonly now: number;
}

/** Remembers what a run of this node came to. */
export async function rememberBreakerRun(
	memory: Memory,
	node: string,
	{ levels, counted, isOpen, now }: BreakerRun,
): Promise<void> {
	await historyIn(memory).update([node], (known) => {
		const before = known.get(node) ?? NOTHING;
		const runs = recent(before.runs, now);
		const company = isOpen ? before.company : (levels.at(-1)?.realmId ?? before.company);
		const isNothing = counted.increased.length + counted.zeroed.length === 0;
		const next = { company, runs: isNothing ? runs : [...runs, { at: now, ...counted }] };
		return { entries: new Map([[node, next]]), result: undefined };
	});
}

function historyIn(memory: Memory) {
	return memory.store<BreakerHistory>('circuitBreaker');
}

function recent(runs: BreakerHistory['runs'], now: number): BreakerHistory['runs'] {
	return runs.filter(({ at }) => now - at < ONE_EVENT);
}
