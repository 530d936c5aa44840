import { isDeepStrictEqual } from 'node:util';
import type { Random } from './random.mts';
import type { JournalEntry } from '../../sandbox/kit/journal.mts';
import type { Control } from './control.mts';
import { latestVersion, type RunMode, type OrderHistory, type Version } from './orderHistory.mts';
import type { Finding } from './judge/findings.mts';
import type { ProductProcess } from './productProcess.mts';
import type { Environment } from './environment.mts';
import type { ChannelName, RunResult } from './protocol.mts';

/** Orders to a run when everything is posted at the end. */
const AT_ONCE = 50;

interface QueuedOrder {
	readonly history: OrderHistory;
	readonly version: Version;
}

const RUN_MODES: Readonly<Record<RunMode, number>> = {
	normal: 60,
	stopped: 12,
	sideBySide: 13,
	cutAfter: 8,
	cutBefore: 4,
	unavailable: 3,
};

/** Posts a random part of the orders: mostly the newest version, now and then none, an old one, or one again. */
export async function postRound(
	environment: Environment,
	product: ProductProcess,
	histories: readonly OrderHistory[],
	random: Random,
): Promise<void> {
	const runs = environment.channels.map((channel) => async () => {
		const draws = random.fork(channel);
		const queued = histories
			.filter((history) => history.channel === channel && history.versions.length > 0)
			.flatMap((history) => drawQueued(history, draws.fork(`order ${history.place}`)));
		for (const chunk of chunks(draws.shuffled(queued), draws))
			await postChunk(environment, product, { channel, chunk, mode: draws.weighted(RUN_MODES), draws });
	});
	if (random.happens(50)) await Promise.all(runs.map(async (run) => await run()));
	else for (const run of runs) await run();
}

/** Posts the newest version of every order without faults. */
export async function postLatest(
	environment: Environment,
	product: ProductProcess,
	histories: readonly OrderHistory[],
): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const channel of environment.channels) {
		const queued = histories
			.filter((history) => history.channel === channel && history.versions.length > 0)
			.map((history) => ({ history, version: latestVersion(history) }));
		for (let at = 0; at < queued.length; at += AT_ONCE) {
			const results = await run(environment, product, {
				channel,
				chunk: queued.slice(at, at + AT_ONCE),
				runs: 1,
				stopAfterWrites: null,
			});
			findings.push(
				...results.flatMap(({ stopped }): Finding[] =>
					stopped === null
						? []
						: [
								{
									fault: 'missing',
									what: `a run without faults over ${channel} ended with "${stopped}"`,
									history: null,
								},
							],
				),
			);
		}
	}
	return findings;
}

/** Posts everything once more. The books are complete, so nothing may change, and an order that is in order costs no write (rules.md C3). */
export async function checkIdempotence(
	environment: Environment,
	product: ProductProcess,
	histories: readonly OrderHistory[],
): Promise<Finding[]> {
	const before = await booksOf(environment.quickbooks);
	await environment.quickbooks.remove('journal');
	const findings = await postLatest(environment, product, histories);
	const writes = (await environment.quickbooks.get<JournalEntry[]>('journal')).filter(({ kind }) => kind === 'write');
	const isFinished = histories.every(
		({ outcomes }) => !['needsAttention', 'failed'].includes(outcomes.at(-1)?.outcome ?? ''),
	);
	const needless = isFinished
		? writes.map(
				({ path, requestBody }) => `was written once more: ${path} ${JSON.stringify(requestBody).slice(0, 600)}`,
			)
		: [];
	const after = await booksOf(environment.quickbooks);
	const changed = [...after]
		.filter(([key, row]) => !isDeepStrictEqual(before.get(key), row))
		.map(([key, row]) => `changed in the books: ${differenceOf(before.get(key) ?? {}, row)}`);
	return [
		...findings,
		...[...needless, ...changed].map(
			(what): Finding => ({ fault: 'duplicates', what: `everything was posted already, and ${what}`, history: null }),
		),
	];
}

type BooksRow = Readonly<Record<string, unknown>>;

/** Documents, payments and stock, row by row, by what no other row of them is called. */
async function booksOf(quickbooks: Control): Promise<Map<string, BooksRow>> {
	const lists = await Promise.all(
		['documents', 'payments', 'stock'].map(async (path) => await quickbooks.get<BooksRow[]>(path)),
	);
	const keyOf = ({ type, id, itemId }: BooksRow) => JSON.stringify([type, id, itemId]);
	return new Map(lists.flat().map((row) => [keyOf(row), row]));
}

/** What names a row, and each of its values that is another than before. */
function differenceOf(before: BooksRow, after: BooksRow): string {
	const names = ['type', 'id', 'docNumber', 'itemId'].flatMap((name) => after[name] ?? []);
	const values = Object.keys(after).filter((name) => !isDeepStrictEqual(before[name], after[name]));
	const changes = values.map((name) => `${name} ${JSON.stringify(before[name])} -> ${JSON.stringify(after[name])}`);
	return `${names.join(' ')}: ${changes.join('; ').slice(0, 1200)}`;
}

function drawQueued(history: OrderHistory, random: Random): QueuedOrder[] {
	const latest = latestVersion(history);
	const isNew = !history.posted.includes(latest);
	const newest = random.happens(isNew ? 80 : 15) ? [{ history, version: latest }] : [];
	const older = random.happens(10) ? [{ history, version: random.oneOf(history.versions) }] : [];
	return [...newest, ...older];
}

function chunks(queued: readonly QueuedOrder[], random: Random): QueuedOrder[][] {
	const rest = [...queued];
	const found: QueuedOrder[][] = [];
	while (rest.length > 0) found.push(rest.splice(0, Number(random.weighted({ 1: 15, 7: 35, 35: 35, 80: 15 }))));
	return found;
}

interface Chunk {
	readonly channel: ChannelName;
	readonly chunk: readonly QueuedOrder[];
}

/** Posts one chunk. A run that did not come to its end is started again, as n8n does. */
async function postChunk(
	environment: Environment,
	product: ProductProcess,
	{ channel, chunk, mode, draws }: Chunk & { mode: RunMode; draws: Random },
): Promise<void> {
	await injectFault(environment.quickbooks, mode);
	const runs = mode === 'sideBySide' ? 2 : 1;
	const results = await run(environment, product, {
		channel,
		chunk,
		runs,
		stopAfterWrites: mode === 'stopped' ? draws.integer(1, 3) : null,
	});
	for (const { history, version } of chunk) {
		history.runModes.add(mode);
		history.events.push(
			`posted version ${history.versions.indexOf(version) + 1} of ${history.versions.length} with ${chunk.length - 1} others (${[mode, ...results.flatMap(({ stopped }) => stopped ?? [])].join(': ')})`,
		);
	}
	if (results.every(({ stopped }) => stopped !== null))
		await run(environment, product, { channel, chunk, runs: 1, stopAfterWrites: null });
}

async function injectFault(quickbooks: Control, mode: RunMode): Promise<void> {
	const writes = {
		method: 'POST',
		path: '/(batch|invoice|salesreceipt|creditmemo|refundreceipt|payment|customer|item)\\?',
		times: 1,
	};
	if (mode === 'cutAfter') await quickbooks.post('faults', { ...writes, reset: 'after' });
	if (mode === 'cutBefore') await quickbooks.post('faults', { ...writes, reset: 'before' });
	if (mode === 'unavailable') await quickbooks.post('faults', { ...writes, status: 503, body: 'Service Unavailable' });
}

async function run(
	{ forms, deletedTypes, overwritten }: Environment,
	product: ProductProcess,
	{ channel, chunk, runs, stopAfterWrites }: Chunk & { runs: 1 | 2; stopAfterWrites: number | null },
): Promise<readonly RunResult[]> {
	const results = await product.post({
		channel,
		form: forms[channel],
		orders: chunk.map(({ version }) => version.read),
		runs,
		letsThrough: deletedTypes.size === 0 && !chunk.some(({ history }) => overwritten.has(history)),
		stopAfterWrites,
	});
	for (const { outcomes, stopped } of results) {
		if (stopped === null) for (const { history, version } of chunk) history.posted.push(version);
		for (const outcome of outcomes)
			chunk.find(({ history }) => history.orderId === outcome.orderId)?.history.outcomes.push(outcome);
	}
	return results;
}
