import type { LocalSandbox } from '../../sandbox/launcher/localSandbox.mts';
import { leftUnpublished } from '../../sandbox/launcher/provision.mts';
import { badAndRepeatedOrders } from './badOrders.mts';
import { NotSeen, requireThat } from './awaiting.mts';
import { countedByHand } from './countedByHand.mts';
import { hardPaths, movedSkus } from './goods.mts';
import { openJudge, type Judge } from './judge.mts';
import { stockLine } from './levels.mts';
import { previewWhileOff } from './previewWhileOff.mts';
import { readJournals, type Findings } from './report.mts';
import { salesToBooks, type SaleMade } from './salesToBooks.mts';
import { pollOften, switchSyncOn } from './edits.mts';

/** Runs the main job once, judged from the services alone. What was found until something was not seen is reported too. */
export async function runMainJob({ client, workflows, ports }: LocalSandbox): Promise<Findings> {
	const judge = openJudge(ports);
	const made: SaleMade[] = [];
	const published = Object.entries(workflows).flatMap(([file, id]) => (leftUnpublished.includes(file) ? [] : [id]));
	const n8n = await client.version();
	const ok = await passes(async () => {
		await step('setting every schedule to six times a minute', async () => await pollOften(client, published));
		await step(
			'(a) switch off: a stock change in QuickBooks changes no channel',
			async () => await previewWhileOff(judge),
		);
		await step('switching the sync on', async () => await switchSyncOn(client, published));
		await step(
			'(b) a sale on each channel reaches the books and every channel',
			async () => await salesToBooks(judge, made),
		);
		await step('(c) quantities counted in QuickBooks reach every channel', async () => await countedByHand(judge));
		await step(
			'(d) bad orders hold nobody up, (e) orders delivered again',
			async () => await badAndRepeatedOrders(judge, made),
		);
		await step('every hard path was taken', async () => await requireHardPaths(judge));
	});
	return {
		ok,
		n8n,
		sales: made.map(({ inReport }) => inReport),
		stock: await Promise.all(movedSkus().map(async (sku) => await stockLine(judge, sku))),
		...(await readJournals(judge)),
	};
}

async function passes(job: () => Promise<void>): Promise<boolean> {
	return await job().then(
		() => true,
		(error: unknown) => {
			console.log(`NOT OK: ${error instanceof NotSeen ? error.message : String(error)}`);
			return false;
		},
	);
}

async function step(name: string, job: () => Promise<void>): Promise<void> {
	console.log(`  ${name} ...`);
	const begun = Date.now();
	await job();
	console.log(`  ${name}: seen after ${Math.round((Date.now() - begun) / 1000)} s`);
}

async function requireHardPaths(judge: Judge): Promise<void> {
	const { paths } = await readJournals(judge);
	const untaken = hardPaths.filter((name) => paths[name] === 0);
	requireThat(untaken.length === 0, `These hard paths were never taken: ${untaken.join(', ')}`);
}
