import type { Chance } from './chance.mts';
import type { JournalEntry } from '../../sandbox/kit/journal.mts';
import type { Control } from './control.mts';
import { latestOf, type Mood, type OrderFile, type Version } from './history.mts';
import type { Finding } from './judge/findings.mts';
import type { Poster } from './poster.mts';
import type { World } from './world.mts';
import type { ChannelName, RunAnswer } from './words.mts';

/** Orders to a run in the end. */
const AT_ONCE = 50;

interface Parcel {
	readonly file: OrderFile;
	readonly version: Version;
}

const MOODS: Readonly<Record<Mood, number>> = {
	calm: 60,
	stopped: 12,
	sideBySide: 13,
	cutAfter: 8,
	cutBefore: 4,
	unavailable: 3,
};

/** Posts what is there of each order: mostly its newest version, now and then none, an old one, or one again. */
export async function postWave(
	world: World,
	poster: Poster,
	files: readonly OrderFile[],
	chance: Chance,
): Promise<void> {
	const runs = world.channels.map((channel) => async () => {
		const draws = chance.for(channel);
		const parcels = files
			.filter((file) => file.channel === channel && file.versions.length > 0)
			.flatMap((file) => drawParcels(file, draws));
		for (const chunk of chunks(draws.shuffled(parcels), draws))
			await postChunk(world, poster, { channel, chunk, mood: draws.weighted(MOODS), draws });
	});
	if (chance.happens(50)) await Promise.all(runs.map(async (run) => await run()));
	else for (const run of runs) await run();
}

/** Posts the newest version of every order, calmly: nothing is left out in the end. */
export async function postEverything(world: World, poster: Poster, files: readonly OrderFile[]): Promise<Finding[]> {
	const trouble: Finding[] = [];
	for (const channel of world.channels) {
		const parcels = files
			.filter((file) => file.channel === channel && file.versions.length > 0)
			.map((file) => ({ file, version: latestOf(file) }));
		for (let at = 0; at < parcels.length; at += AT_ONCE) {
			const answers = await run(world, poster, {
				channel,
				chunk: parcels.slice(at, at + AT_ONCE),
				runs: 1,
				stopAfterWrites: null,
			});
			trouble.push(
				...answers.flatMap(({ stopped }): Finding[] =>
					stopped === null
						? []
						: [{ fault: 'missing', what: `a calm run over ${channel} ended with "${stopped}"`, file: null }],
				),
			);
		}
	}
	return trouble;
}

/** All of it once more: the books are as they should be, so they stay as they are, and what is in order costs no write (rules.md C3). */
export async function postAgain(world: World, poster: Poster, files: readonly OrderFile[]): Promise<Finding[]> {
	const before = await booksOf(world.quickbooks);
	await world.quickbooks.remove('journal');
	const trouble = await postEverything(world, poster, files);
	const writes = (await world.quickbooks.get<JournalEntry[]>('journal')).filter(({ kind }) => kind === 'write');
	const isSettled = files.every(
		({ outcomes }) => !['needsAttention', 'failed'].includes(outcomes.at(-1)?.outcome ?? ''),
	);
	const inVain = isSettled
		? writes.map(
				({ path, requestBody }) => `was written once more: ${path} ${JSON.stringify(requestBody).slice(0, 600)}`,
			)
		: [];
	const after = await booksOf(world.quickbooks);
	const moved = after.filter((row) => !before.includes(row)).map((row) => `changed in the books: ${row.slice(0, 600)}`);
	return [
		...trouble,
		...[...inVain, ...moved].map(
			(what): Finding => ({ fault: 'duplicates', what: `everything was posted already, and ${what}`, file: null }),
		),
	];
}

/** Documents, payments and stock, row by row. */
async function booksOf(quickbooks: Control): Promise<string[]> {
	const lists = await Promise.all(
		['documents', 'payments', 'stock'].map(async (path) => await quickbooks.get<object[]>(path)),
	);
	return lists.flat().map((row) => JSON.stringify(row));
}

function drawParcels(file: OrderFile, chance: Chance): Parcel[] {
	const latest = latestOf(file);
	const isNew = !file.posted.includes(latest);
	const newest = chance.happens(isNew ? 80 : 15) ? [{ file, version: latest }] : [];
	const older = chance.happens(10) ? [{ file, version: chance.oneOf(file.versions) }] : [];
	return [...newest, ...older];
}

function chunks(parcels: readonly Parcel[], chance: Chance): Parcel[][] {
	const rest = [...parcels];
	const found: Parcel[][] = [];
	while (rest.length > 0) found.push(rest.splice(0, Number(chance.weighted({ 1: 15, 7: 35, 35: 35, 80: 15 }))));
	return found;
}

interface Chunk {
	readonly channel: ChannelName;
	readonly chunk: readonly Parcel[];
}

/** A run that did not come to its end is started again, as n8n does. */
async function postChunk(
	world: World,
	poster: Poster,
	{ channel, chunk, mood, draws }: Chunk & { mood: Mood; draws: Chance },
): Promise<void> {
	await layFault(world.quickbooks, mood);
	const runs = mood === 'sideBySide' ? 2 : 1;
	const answers = await run(world, poster, {
		channel,
		chunk,
		runs,
		stopAfterWrites: mood === 'stopped' ? draws.whole(1, 3) : null,
	});
	for (const { file, version } of chunk) {
		file.moods.add(mood);
		file.story.push(
			`posted version ${file.versions.indexOf(version) + 1} of ${file.versions.length} with ${chunk.length - 1} others (${[mood, ...answers.flatMap(({ stopped }) => stopped ?? [])].join(': ')})`,
		);
	}
	if (answers.every(({ stopped }) => stopped !== null))
		await run(world, poster, { channel, chunk, runs: 1, stopAfterWrites: null });
}

async function layFault(quickbooks: Control, mood: Mood): Promise<void> {
	const writes = {
		method: 'POST',
		path: '/(batch|invoice|salesreceipt|creditmemo|refundreceipt|payment|customer|item)\\?',
		times: 1,
	};
	if (mood === 'cutAfter') await quickbooks.post('faults', { ...writes, reset: 'after' });
	if (mood === 'cutBefore') await quickbooks.post('faults', { ...writes, reset: 'before' });
	if (mood === 'unavailable') await quickbooks.post('faults', { ...writes, status: 503, body: 'Service Unavailable' });
}

async function run(
	{ forms }: World,
	poster: Poster,
	{ channel, chunk, runs, stopAfterWrites }: Chunk & { runs: 1 | 2; stopAfterWrites: number | null },
): Promise<readonly RunAnswer[]> {
	const answers = await poster.post({
		channel,
		form: forms[channel],
		orders: chunk.map(({ version }) => version.read),
		runs,
		stopAfterWrites,
	});
	for (const { outcomes, stopped } of answers) {
		if (stopped === null) for (const { file, version } of chunk) file.posted.push(version);
		for (const outcome of outcomes)
			chunk.find(({ file }) => file.orderId === outcome.orderId)?.file.outcomes.push(outcome);
	}
	return answers;
}
