import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sleep } from 'n8n-workflow';
import { documentsOf, expectOneDocumentEach } from '../support/books';
import { eventually, ownersN8n, supervisor } from '../support/e2e';
import { controlOf, type ServiceControl, type Sold } from '../support/e2eControl';
import type { E2eN8n } from '../support/e2eN8n';
import { failuresOf, latestRun, runsOf } from '../support/e2eRuns';
import { ticks } from '../support/schedule';
import { reconnectQuickBooks } from '../support/quickBooksConsent';

const mug = [{ sku: 'MUG-BLUE', quantity: 1 }];
/** Its triggers look all the time, each with runs of its own, all on the one QuickBooks credential. */
const SYNC = 'inventory-sync-all-channels';
/** Those of its nodes that ask QuickBooks first in their run: the stock trigger, and Match by SKU behind each of three order triggers. */
const FIRST_TO_ASK = 4;

let n8n: E2eN8n;
let quickbooks: ServiceControl;

beforeAll(async () => {
	n8n = await ownersN8n();
	quickbooks = await controlOf('quickbooks');
	await quickbooks.clearFaults();
});

/** All access tokens run out at once, and the token endpoint is slow, so that every workflow meets it. */
async function expireTokens(): Promise<number> {
	const asked = await quickbooks.journalEnd();
	await quickbooks.layFault({ method: 'POST', path: '/oauth2/v1/tokens/bearer', delay: 3_000, times: 1 });
	await quickbooks.post('/tokens/expire');
	return asked;
}

async function sellInBothShops(): Promise<{ woocommerce: Sold[]; bigcommerce: Sold[] }> {
	const [woocommerce, bigcommerce] = await Promise.all([controlOf('woocommerce'), controlOf('bigcommerce')]);
	return { woocommerce: [await woocommerce.sell(mug)], bigcommerce: [await bigcommerce.sell(mug)] };
}

async function renewals(since: number): Promise<number[]> {
	return (await quickbooks.journal(since))
		.filter(({ path }) => path.startsWith('/oauth2/v1/tokens/bearer'))
		.map(({ status }) => status);
}

/** Both orders get there with one renewal, and no workflow fails on the way. */
async function expectOneRenewal(): Promise<void> {
	const before = await latestRun(n8n, SYNC);
	const asked = await expireTokens();
	const { woocommerce, bigcommerce } = await sellInBothShops();
	await Promise.all([
		expectOneDocumentEach('WC-', woocommerce, { seconds: 180 }),
		expectOneDocumentEach('BC-', bigcommerce, { seconds: 180 }),
	]);
	expect(await renewals(asked)).toEqual([200]);
	expect(await failuresOf(n8n, SYNC, before)).toEqual([]);
}

describe('a QuickBooks credential that all triggers share', () => {
	test('is renewed once when its token runs out under all of them, and no run fails', async () => {
		await expectOneRenewal();
	}, 300_000);

	test('goes on with its newest refresh token after a restart', async () => {
		await supervisor().stopN8n();
		await supervisor().startN8n();
		n8n = await ownersN8n();
		await expectOneRenewal();
	}, 400_000);
});

/** An order that a run could not post because the connection was revoked. Its trigger pauses five minutes then. */
const held: Sold[] = [];

describe('a QuickBooks connection that was revoked', () => {
	let before: string;

	beforeAll(async () => {
		before = await latestRun(n8n, SYNC);
		await quickbooks.post('/tokens/revoke');
		held.push(await (await controlOf('ebay')).sell(mug));
		await eventually('a run to fail', async () => (await failuresOf(n8n, SYNC, before)).length > 0, { seconds: 150 });
		// Two more ticks of every trigger.
		await sleep(ticks(await supervisor().config(), 2));
	}, 400_000);

	test('is told once by each trigger that meets it, with the credential and what to press', async () => {
		const told = await failuresOf(n8n, SYNC, before);
		expect(told.length).toBeLessThanOrEqual(FIRST_TO_ASK);
		for (const failure of told)
			expect(failure).toMatch(
				/^The credential "QuickBooks Online Sync account" has to be connected again: [^]*\nOpen the credential in n8n, press Reconnect/,
			);
		const messages = (await runsOf(n8n, SYNC, before)).flatMap((run) => run.output('Tell Me'));
		expect(messages.length).toBeGreaterThan(0);
		expect(messages.length).toBeLessThanOrEqual(told.length);
		for (const { subject } of messages)
			expect(subject).toMatch(/: The credential "QuickBooks Online Sync account" has to be connected again/);
		expect((await documentsOf()).map(({ docNumber }) => docNumber)).not.toContain(`EB-${held[0]?.orderNumber}`);
	}, 60_000);
});

describe('a QuickBooks connection whose end no renewal moves', () => {
	const ENDING = 20 * 24 * 3600;
	let before: string;

	beforeAll(async () => {
		const { credentials } = await supervisor().config();
		before = await latestRun(n8n, SYNC);
		await quickbooks.post('/settings', { refreshTokenSeconds: ENDING });
		await reconnectQuickBooks(n8n, credentials.qboSyncOAuth2Api ?? '');
	}, 60_000);

	afterAll(async () => {
		const { credentials } = await supervisor().config();
		await quickbooks.post('/settings', { refreshTokenSeconds: 8_726_400 });
		await reconnectQuickBooks(n8n, credentials.qboSyncOAuth2Api ?? '');
	}, 60_000);

	test('is told to people once, by the trigger that meets it first, while all go on', async () => {
		const told = async () => await failuresOf(n8n, SYNC, before);
		await eventually('a trigger to tell of the end', async () => (await told()).length > 0, { seconds: 150 });
		await sleep(ticks(await supervisor().config(), 1));
		const day = new Date(Date.now() + ENDING * 1000).toISOString().slice(0, 10);
		expect(await told()).toEqual([
			expect.stringMatching(
				new RegExp(
					`^The credential "QuickBooks Online Sync account": its connection ends on ${day}\\. Open the credential in n8n, press Reconnect[^]*Nothing has failed`,
				),
			),
		]);
		const sold = [await (await controlOf('woocommerce')).sell(mug)];
		await expectOneDocumentEach('WC-', sold, { seconds: 150 });
	}, 480_000);
});

/** Last, because its trigger still pauses while what stands above goes on. */
describe('a QuickBooks connection that was revoked and made again', () => {
	test('loses nothing: what was held is posted without another hand', async () => {
		expect(held).toHaveLength(1);
		await expectOneDocumentEach('EB-', held, { seconds: 300 });
	}, 360_000);
});
