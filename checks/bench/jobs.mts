import type { CatalogueSize } from '../../sandbox/catalogue/generated.mts';
import { changedLevels, CHANNELS, openRunning, orders, quietMinute, type Measured } from './scenarios.mts';

/** How many articles change, and of how many. */
interface Change extends CatalogueSize {
	readonly changed: number;
}

const CHANGES: readonly Change[] = [
	{ changed: 10, articles: 1000, mix: 'mixed' },
	{ changed: 10, articles: 10_000, mix: 'mixed' },
	{ changed: 1000, articles: 1000, mix: 'simple' },
	{ changed: 1000, articles: 1000, mix: 'mixed' },
	{ changed: 1000, articles: 10_000, mix: 'mixed' },
];

const LARGE: readonly Change[] = [
	{ changed: 10_000, articles: 10_000, mix: 'simple' },
	{ changed: 10_000, articles: 10_000, mix: 'mixed' },
	{ changed: 1000, articles: 100_000, mix: 'mixed' },
];

const ORDERS = 200;

/** Plays all jobs, each in a shop of its own. `large` adds those of 10,000 changes and of 100,000 articles, which take minutes. */
export async function measureJobs({
	large,
	tell,
}: {
	readonly large: boolean;
	readonly tell: (job: string) => void;
}): Promise<readonly Measured[]> {
	const rows: Measured[] = [];
	const add = (some: readonly Measured[]): void => {
		rows.push(...some);
		for (const { job } of some) tell(job);
	};
	for (const { changed, ...size } of large ? [...CHANGES, ...LARGE] : CHANGES) {
		const changes = await changedLevels(await openRunning(size), changed);
		add(changes.map((row) => ({ ...row, job: `${row.job}, ${size.mix}` })));
	}
	const small = { articles: 1000, mix: 'mixed' } as const;
	const running = await openRunning(small);
	add([await quietMinute(running)]);
	for (const channel of CHANNELS) add([await orders(running, channel, 1)]);
	for (const channel of CHANNELS) add([await orders(await openRunning(small), channel, ORDERS)]);
	return rows;
}
