import { beforeEach, describe, expect, test } from '@jest/globals';
import { IntegrationError } from '../../../core/http/integrationError';
import type { Memory } from '../../../core/memory/memory';
import { processMemory } from '../../../core/memory/processMemory';
import { momentFromMillis } from '../../../core/model/moment';
import { numberPrefix } from '../../../core/model/orderIdentity';
import { rememberReasons } from '../../../core/posting/waitingReasons';
import { countReads } from '../../../core/quickbooks/monthlyReads';
import { gatherReport } from '../../../core/reporting/nightlyReport';
import type { ReportedShop } from '../../../core/reporting/reportedShop';
import { reportInWords } from '../../../core/reporting/reportText';
import type { Section } from '../../../core/reporting/reportRow';
import { aShopsRun, carried, secondsAgo, shopOf, type BenchShop } from '../../support/carrying';
import { benchOf, openShops } from '../../support/openShops';
import { postOne } from '../../support/posting';
import { openBooks, type StrictBooks } from '../../support/strictBooks';

const HOUR = 3600_000;
/** What changed a moment ago is left to the sync, so the report comes an hour later. */
const LATER = HOUR;

const MUG = 'MUG-BLUE';

let shops: BenchShop[] = [];
let books: StrictBooks;
let memory = processMemory();

beforeEach(async () => {
	memory = processMemory();
	shops = await openShops();
	books = await openBooks();
});

const reported = (of: readonly BenchShop[] = shops): ReportedShop[] =>
	of.map((one) => ({
		...shopOf(one, secondsAgo(3600)),
		prefix: numberPrefix({ channel: one.channel.id }),
		isPushKnown: true,
	}));

const aRunOf = () => aShopsRun(async () => books.client, { memory, clock: () => Date.now() + LATER });

/** A memory that says what is changed in it. */
function watchedMemory() {
	const changes: string[] = [];
	const note = (what: string) => async () => await Promise.reject(new Error(String(changes.push(what))));
	const watched: Memory = {
		store: (subject) => ({ ...memory.store(subject), write: note(subject), update: note(subject) }),
		alerts: { isDue: memory.alerts.isDue, tell: note('tell'), end: note('end'), takeBack: note('takeBack') },
	};
	return { memory: watched, changes };
}

async function report(some = reported(), run = aRunOf()) {
	const words = reportInWords(await gatherReport(some, { days: 30, run }));
	const rows = (about: Section) => words.rows.filter((row) => row.about === about);
	const summaries = (about: Section) => rows(about).map(({ summary }) => summary);
	return { ...words, in: summaries, rowsOf: rows };
}

/** The seeded shops have a few SKUs that a person has to look at. */
const SEEDED = ['CORD-5M', 'KEY-RING', 'CAP-GREEN'];

describe('The report of all channels', () => {
	test('tells the seeded oddities of SKUs once, whatever channels have them, and nothing else', async () => {
		const { rows, rowsOf, subject } = await report();
		const skus = rowsOf('sku').map(({ sku }) => sku);
		expect(skus).toEqual(expect.arrayContaining(SEEDED));
		expect(new Set(skus).size).toBe(skus.length - skus.filter((sku) => sku === undefined).length + 1);
		expect(rows.filter(({ about }) => about !== 'sku')).toEqual([]);
		expect(rowsOf('sku').find(({ sku }) => sku === 'KEY-RING')).toMatchObject({
			channelName: 'BigCommerce, eBay, WooCommerce',
			summary: expect.stringMatching(
				/^KEY-RING: 2 items in QuickBooks carry this SKU: [^.]*\. Give each a SKU of its own, or make all but one inactive\.$/,
			),
		});
		expect(rowsOf('sku').find(({ sku }) => sku === 'SOAP-NEW')?.reason).toMatch(
			/^Only on BigCommerce: [^:]* The same holds for eBay and WooCommerce\.$/,
		);
		expect(subject).toBe(`Stock sync: ${rows.length} SKUs to look at`);
	});

	test('leads from a SKU to look at to the first of its listings that has a page of its own', async () => {
		const { rowsOf } = await report();
		const linkOf = (text: string) => rowsOf('sku').find(({ sku }) => sku === text)?.productUrl;
		expect(linkOf('KEY-RING')).toMatch(/\/wp-admin\/post\.php\?post=\d+&action=edit$/);
	});

	test('tells what a shop shows that differs, with the cause, and leaves it', async () => {
		await benchOf(shops, 'bigcommerce').control('/stock', { sku: MUG, quantity: 12 });
		const { rowsOf, subject } = await report();
		expect(rowsOf('stock')).toEqual([
			expect.objectContaining({ sku: MUG, channelName: 'BigCommerce', shows: 12, shouldShow: 40 }),
		]);
		expect(rowsOf('stock')[0]?.summary).toMatch(
			/^MUG-BLUE on BigCommerce shows 12 and should show 40 \(40 on hand.*\): Changed in the shop, or not written at the time/,
		);
		expect(subject).toContain('1 level differs, ');
		expect((await benchOf(shops, 'bigcommerce').stock()).find(({ sku }) => sku === MUG)?.quantity).toBe(12);
	});

	test('disturbs no push: nothing is remembered of it, and nobody counts as alerted', async () => {
		await benchOf(shops, 'woocommerce').control('/stock', { sku: MUG, quantity: 12 });
		const { memory: watched, changes } = watchedMemory();
		await report(
			reported(),
			aShopsRun(async () => books.client, { memory: watched }),
		);
		expect(changes).toEqual([]);
	});

	test('tells an order that waits, with its age and what a preview says of it, and posts nothing', async () => {
		await benchOf(shops, 'woocommerce').control('/settings', {});
		const sold = await benchOf(shops, 'woocommerce').sell({
			lines: [{ sku: null, name: 'Hand-made thing', quantity: 1, price: '9.00' }],
		});
		const { in: said, rowsOf } = await report();
		expect(rowsOf('order')).toMatchObject([{ orderId: sold.orderId, age: '1 hour', channelName: 'WooCommerce' }]);
		expect(said('order')[0]).toMatch(
			/^Order \d+ of WooCommerce \(.*9\.00 USD\) waits, placed 1 hour ago: .*has no SKU/,
		);
		expect((await books.documents()).length).toBe(0);
	});

	test('gives the reason that Create QBO Invoice said last, also of an order whose document stands', async () => {
		const sold = await benchOf(shops, 'woocommerce').sell({ lines: [{ sku: MUG, quantity: 1 }] });
		const [order] = (await benchOf(shops, 'woocommerce').adapter.findOrder(sold.orderId, { alsoSold: [] })).orders;
		if (order === undefined) throw new Error('It was sold');
		const outcome = await postOne(books.client, order);
		const said = momentFromMillis(Date.now());
		const asks = { ...outcome, outcome: 'needsAttention', reason: 'Choose a Fee Item' } as const;
		await rememberReasons(memory, [{ order, outcome: asks }], said);
		expect((await report()).in('order')).toEqual([expect.stringMatching(/: Choose a Fee Item$/)]);
		// What nobody has said since yesterday may be over.
		const later = aShopsRun(async () => books.client, { memory, clock: () => Date.now() + 27 * HOUR });
		expect((await report(reported(), later)).in('order')).toEqual([]);
		await rememberReasons(memory, [{ order, outcome }], said);
		expect((await report()).in('order')).toEqual([]);
	});

	test('says so of an order in whose way nothing stands', async () => {
		await benchOf(shops, 'woocommerce').sell({ lines: [{ sku: MUG, quantity: 1 }] });
		const { in: said, rowsOf } = await report();
		expect(said('order')).toEqual([expect.stringContaining('it comes by itself within the hour')]);
		// The others show one less than they did, as they should: nothing differs.
		expect(rowsOf('stock').map(({ channelName, cause }) => [channelName, cause])).toEqual([
			['BigCommerce', undefined],
			['eBay', undefined],
		]);
	});

	test('tells what is oversold, and a document without order', async () => {
		await books.control('/stock', { sku: MUG, quantity: 1 });
		const sold = await benchOf(shops, 'woocommerce').sell({ lines: [{ sku: 'BOWL-OAK', quantity: 1 }] });
		const [order] = (await benchOf(shops, 'woocommerce').adapter.findOrder(sold.orderId, { alsoSold: [] })).orders;
		if (order === undefined) throw new Error('It was sold');
		expect((await postOne(books.client, order)).outcome).toBe('created');
		await benchOf(shops, 'woocommerce').control('/delete', { orderId: sold.orderId });
		await benchOf(shops, 'woocommerce').sell({ lines: [{ sku: MUG, quantity: 3 }] });
		const { in: said } = await report();
		expect(said('document')).toEqual([expect.stringMatching(/^WooCommerce has order \d+ only in the trash/)]);
		expect(said('oversold')).toEqual([expect.stringMatching(/^MUG-BLUE is oversold: 2 more sold than there is/)]);
	});

	test('names a channel that cannot be read once, and tells of the others all there is', async () => {
		await benchOf(shops, 'bigcommerce').control('/stock', { sku: MUG, quantity: 12 });
		const down = async () =>
			await Promise.reject(new IntegrationError('unavailable', 'The shop is down for maintenance'));
		const some = reported().map((shop) => (shop.channel.id === 'ebay' ? { ...shop, connect: down } : shop));
		const { in: said, rowsOf, subject } = await report(some);
		expect(said('notRead')).toEqual([
			'eBay could not be read as a whole, so this report does not know all of it: The shop is down for maintenance',
		]);
		expect(rowsOf('stock').map(({ channelName }) => channelName)).toEqual(['BigCommerce']);
		expect(rowsOf('sku').map(({ sku }) => sku)).toEqual(expect.arrayContaining(SEEDED));
		expect(subject).toMatch(/^Stock sync: 1 not known, 1 level differs, \d+ SKUs to look at$/);
	});

	test('says so when QuickBooks cannot be read', async () => {
		const refused = async () => await Promise.reject(new IntegrationError('notAuthorised', 'QuickBooks refuses'));
		const { rows, subject, text } = await report(reported(), aShopsRun(refused, { memory }));
		expect(rows).toMatchObject([{ about: 'notRead', channelName: 'QuickBooks' }]);
		expect(subject).toBe('Stock sync: 1 not known');
		expect(text).toContain('QuickBooks refuses');
	});

	test('tells what a look through all of QuickBooks fixed in the last day, and not what sales moved', async () => {
		await benchOf(shops, 'woocommerce').control('/stock', { sku: MUG, quantity: 12 });
		const all = { levels: [], itemsWithoutSku: [], skus: [], everything: true, ofCompany: null };
		const run = aShopsRun(async () => books.client, { memory });
		await carried(all, reported(), run);
		const { in: said, subject } = await report();
		expect(said('mended')).toEqual([expect.stringMatching(/^MUG-BLUE on WooCommerce showed 12 and was set to 40: /)]);
		expect(subject).toMatch(/ to look at, 1 level fixed in the last day$/);
		const tomorrow = aShopsRun(async () => books.client, { memory, clock: () => Date.now() + 26 * HOUR });
		expect((await report(reported(), tomorrow)).in('mended')).toEqual([]);
	});

	test('is one line when all is well, with the reads of the month', async () => {
		const now = momentFromMillis(Date.now() + LATER);
		await countReads(memory, books.client.realmId, { reads: 1234, now });
		const facts = await gatherReport(reported(), { days: 30, run: aRunOf() });
		const { text, html, allIsWell, subject } = reportInWords({ ...facts, rows: [] });
		expect(allIsWell).toBe(true);
		expect(subject).toBe('Stock sync: all is well');
		expect(text).toMatch(
			/^All is well: \d+ levels of QuickBooks agree with BigCommerce, eBay and WooCommerce, and no order waits\. QuickBooks was read 1,234 times this month, of 500,000 that are free, counted since n8n was started at .* UTC\.$/,
		);
		expect(text).not.toContain('\n');
		expect(html).toMatch(/^<p style="[^"]*">All is well: [^<]*<\/p>$/);
	});
});
