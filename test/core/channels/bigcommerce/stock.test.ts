import { describe, expect, test } from '@jest/globals';
import { connectBigCommerce } from '../../../../core/channels/bigcommerce/adapter';
import type { Listing, StockChange } from '../../../../core/model/listing';
import type { HttpReply, HttpRequest } from '../../../../core/http/httpPort';
import { IntegrationError } from '../../../../core/http/integrationError';
import { bigStore } from '../../../support/bigStore';
import { alone, BASE, credential, envelope, item, mainLocation } from '../../../support/bigReplies';
import { scriptedHttp } from '../../../support/scriptedHttp';

const change = (
	listingRef: string,
	quantity: number | null,
	target: number,
	more: Partial<Listing> = {},
): StockChange => ({
	listing: {
		channel: 'bigcommerce',
		sku: null,
		listingRef,
		name: '',
		quantity,
		tracksStock: true,
		price: null,
		parentRef: null,
		poolRef: null,
		poolMembers: 1,
		...more,
	},
	target,
});
const pool = (poolRef: string, poolMembers = 1) => ({ poolRef, poolMembers });
const taken = { body: { transaction_id: 'x' } };
const itemsOf = ({ body }: HttpRequest) => (body as { items: Array<Record<string, number>> }).items;
const set = async (changes: readonly StockChange[], ...script: Array<Partial<HttpReply>>) => {
	const { http, asked } = scriptedHttp(...script);
	return { writes: await connectBigCommerce(http, credential, alone()).writeStock(changes), asked };
};
const UNKNOWN = {
	result: 'failed',
	reason: 'It is not known whether BigCommerce took it; the next run reads the level again',
};

describe('a level', () => {
	test('goes out as its difference to the one that was read, to the product where that is counted as a whole, to the variant elsewhere', async () => {
		const { writes, asked } = await set(
			[change('7/71', 10, 3), change('1/10', 9, 5, pool('1')), change('8', 8, 6)],
			mainLocation,
			taken,
		);
		expect(writes).toEqual([1, 2, 3].map(() => ({ result: 'written', after: null })));
		expect(asked[1]).toMatchObject({
			method: 'POST',
			url: `${BASE}/v3/inventory/adjustments/relative`,
			repeatable: false,
			body: {
				items: [
					{ location_id: 1, variant_id: 71, quantity: -7 },
					{ location_id: 1, product_id: 1, quantity: -4 },
					{ location_id: 1, product_id: 8, quantity: -2 },
				],
			},
		});
	});

	test('that nobody knows, or that is to be 0, is set instead, which may be sent twice', async () => {
		const { writes, asked } = await set([change('7/71', null, 3), change('7/72', 4, 0)], mainLocation, taken);
		expect(writes.map(({ result }) => result)).toEqual(['written', 'written']);
		expect(asked[1]).toMatchObject({
			method: 'PUT',
			url: `${BASE}/v3/inventory/adjustments/absolute`,
			repeatable: true,
		});
		expect(itemsOf(asked[1] as HttpRequest).map(({ quantity }) => quantity)).toEqual([3, 0]);
	});

	test('that is there already is not sent', async () => {
		const writes = [
			{ result: 'written', after: 3 },
			{ result: 'written', after: 0 },
		];
		expect(await set([change('7/71', 3, 3), change('7/72', 0, 0)])).toEqual({ writes, asked: [] });
	});

	test('of a listing that is not tracked is not sent', async () => {
		const { writes, asked } = await set([change('9/90', null, 1, { tracksStock: false })]);
		expect(writes).toMatchObject([{ result: 'notTracked' }]);
		expect(asked).toEqual([]);
	});

	test("goes to the store's default location", async () => {
		const { asked } = await set([change('7/71', 5, 3)], envelope([{ id: 4, is_default: true }]), taken);
		expect(itemsOf(asked[1] as HttpRequest)).toEqual([{ location_id: 4, variant_id: 71, quantity: -2 }]);
	});

	test('of a stock that listings share goes out once, and not at all when they quarrel', async () => {
		const changes = [
			change('8/81', 9, 6, pool('8', 2)),
			change('8/82', 9, 6, pool('8', 2)),
			change('9/91', 9, 1, pool('9', 2)),
			change('9/92', 9, 2, pool('9', 2)),
		];
		const { writes, asked } = await set(changes, mainLocation, taken);
		expect(itemsOf(asked[1] as HttpRequest)).toEqual([{ location_id: 1, product_id: 8, quantity: -3 }]);
		expect(writes.map(({ result }) => result)).toEqual(['written', 'written', 'refused', 'refused']);
	});

	test.each([
		[10, 8, -1, 7],
		[5, 9, -2, 7],
		[10, 8, 3, 11],
	])('read as %d and wanted as %d is, after %d in between, %d', async (read, wanted, between, left) => {
		const store = bigStore({ 71: read });
		store.levels.set(71, read + between);
		await connectBigCommerce(store.http, credential, alone()).writeStock([change('7/71', read, wanted)]);
		expect(store.levels.get(71)).toBe(left);
	});

	test('of 0 is 0, though a sale in between left less than there was to be taken', async () => {
		const store = bigStore({ 71: 5 });
		store.levels.set(71, 4);
		expect(await connectBigCommerce(store.http, credential, alone()).writeStock([change('7/71', 5, 0)])).toMatchObject([
			{ result: 'written' },
		]);
		expect(store.levels.get(71)).toBe(0);
	});
});

describe('a change whose answer is unclear', () => {
	test.each([500, 502, 503, 504, 408])(
		'by status %d is sent once and never again, and is an outcome',
		async (status) => {
			const { writes, asked } = await set([change('7/71', 10, 3), change('7/72', 10, 4)], mainLocation, {
				status,
				body: '<html>',
			});
			expect(writes).toEqual([UNKNOWN, UNKNOWN]);
			expect(asked).toHaveLength(2);
		},
	);

	test('by a lost connection does not keep the other calls from going', async () => {
		const levels = Object.fromEntries(Array.from({ length: 4500 }, (_, place) => [place + 1, 9]));
		const store = bigStore(levels, { losing: 1 });
		const changes = Object.keys(levels).map((id) => change(`7/${id}`, 9, 1));
		const writes = await connectBigCommerce(store.http, credential, alone()).writeStock(changes);
		expect(store.sent.map(({ items }) => items.length)).toEqual([2000, 2000, 500]);
		expect(writes.slice(0, 2000).every((write) => write.result === 'failed' && write.reason === UNKNOWN.reason)).toBe(
			true,
		);
		expect(writes.slice(2000).every(({ result }) => result === 'written')).toBe(true);
		expect([...store.levels.values()].every((level) => level === 1)).toBe(true);
	});

	test('is told from one that was refused for being too much, or for the credential', async () => {
		const { writes } = await set([change('7/71', 10, 3)], mainLocation, { status: 429 });
		expect(writes).toMatchObject([{ result: 'failed', reason: expect.stringContaining('took nothing') }]);
		await expect(
			set([change('7/71', 10, 3)], mainLocation, { status: 403, body: { title: 'Forbidden' } }),
		).rejects.toMatchObject({ kind: 'notAuthorised' });
		const store = bigStore({});
		const dead = connectBigCommerce(
			async (request) =>
				await (request.method === 'GET'
					? store.http(request)
					: Promise.reject(new IntegrationError('notAuthorised', 'Reconnect'))),
			credential,
			alone(),
		);
		await expect(dead.writeStock([change('7/71', 10, 3)])).rejects.toMatchObject({ kind: 'notAuthorised' });
	});
});

describe('a call that is refused', () => {
	const eight = (read: number | null, wanted: number) =>
		Array.from({ length: 8 }, (_, place) => change(`7/${place + 1}`, read, wanted));
	const levels = (level: number) => Object.fromEntries(Array.from({ length: 8 }, (_, place) => [place + 1, level]));
	const verdicts = ['written', 'written', 'refused', 'written', 'written', 'written', 'written', 'refused'];

	test.each([
		['lowers', 9, 1],
		['raises', 1, 9],
	])(
		'and %s goes again until the culprits stand alone, whether or not the rest of it was taken',
		async (_what, read, wanted) => {
			for (const appliesRest of [false, true]) {
				const store = bigStore(levels(read), { refusing: [3, 8], appliesRest });
				const writes = await connectBigCommerce(store.http, credential, alone()).writeStock(eight(read, wanted));
				expect(writes.map(({ result }) => result)).toEqual(verdicts);
				expect(writes[2]).toEqual({ result: 'refused', reason: 'Invalid adjustment; items.0: tracked by product' });
				expect([1, 2, 4, 5, 6, 7].map((id) => store.levels.get(id))).toEqual([1, 2, 4, 5, 6, 7].map(() => wanted));
				// What was taken at first is not sent again: a sale since then would be undone.
				const again = appliesRest ? [3, 8] : [1, 2, 3, 4, 5, 6, 7, 8];
				expect(new Set(store.sent.slice(1).flatMap(({ items }) => items.map(({ variant_id }) => variant_id)))).toEqual(
					new Set(again),
				);
			}
		},
	);

	test.each([
		['rejects', false],
		['applies', true],
	])('by a store that %s the rest and shows it late leaves nothing too high', async (_what, appliesRest) => {
		for (const [read, wanted] of [
			[9, 6],
			[6, 9],
		] as const) {
			const store = bigStore(levels(read), { refusing: [3], appliesRest, late: true });
			await connectBigCommerce(store.http, credential, alone()).writeStock(eight(read, wanted));
			expect(Math.max(...[1, 2, 4, 5, 6, 7, 8].map((id) => store.levels.get(id) ?? 0))).toBeLessThanOrEqual(wanted);
		}
	});

	test('and sets levels is cut in halves', async () => {
		const store = bigStore(levels(5), { refusing: [3, 8] });
		const writes = await connectBigCommerce(store.http, credential, alone()).writeStock(eight(null, 1));
		expect(writes.map(({ result }) => result)).toEqual(verdicts);
	});

	test('since more was sold meanwhile than was to be taken off is done: the level is not above the wanted one', async () => {
		const store = bigStore({ 71: 1 });
		expect(await connectBigCommerce(store.http, credential, alone()).writeStock([change('7/71', 5, 2)])).toEqual([
			{ result: 'written', after: 1 },
		]);
	});
});

describe('a stock that takes no difference', () => {
	const write = async (store: ReturnType<typeof bigStore>, changes: readonly StockChange[]) =>
		await connectBigCommerce(store.http, credential, alone()).writeStock(changes);
	const soldAfterFirst = (call: number, levels: Map<number, number>) => {
		if (call === 0) levels.set(1, (levels.get(1) ?? 0) - 4);
	};

	test.each([
		['by its id', (id: number) => `variant_id ${id}`],
		['in words that nobody knows', () => 'sku BOWL-OAK'],
	])('since it was never set, and is named %s, is set; the others change by theirs', async (_how, nameOf) => {
		for (const [target, mug, bowl] of [
			[90, 86, 90],
			[5, 1, 5],
		] as const) {
			const store = bigStore({ 1: 40, 2: 40, 3: 40 }, { neverSet: [2], nameOf, after: soldAfterFirst });
			const writes = await write(
				store,
				[1, 2, 3].map((id) => change(`7/${id}`, 40, target)),
			);
			expect(writes.map(({ result }) => result)).toEqual(['written', 'written', 'written']);
			expect([1, 2, 3].map((id) => store.levels.get(id))).toEqual([mug, bowl, target]);
			const set = store.sent.filter(({ path }) => path === 'absolute').flatMap(({ items }) => items);
			expect(set).toEqual([{ location_id: 1, variant_id: 2, quantity: target }]);
		}
	});

	test.each([
		[90, 86],
		[38, 34],
		[3, 0],
	])('is set so that a sale in between stands: %d is %d after 4', async (target, left) => {
		const store = bigStore({ 1: 40 }, { neverSet: [1], after: soldAfterFirst });
		await write(store, [change('7/1', 40, target)]);
		expect(store.levels.get(1)).toBe(left);
	});

	test('costs one call more for all that are named', async () => {
		const ids = Array.from({ length: 500 }, (_, place) => place + 1);
		const store = bigStore(Object.fromEntries(ids.map((id) => [id, 9])), {
			neverSet: ids.filter((id) => id % 2 === 0),
		});
		await write(
			store,
			ids.map((id) => change(`7/${id}`, 9, 12)),
		);
		expect(store.sent.map(({ path, items }) => [path, items.length])).toEqual([
			['relative', 500],
			['absolute', 250],
			['relative', 250],
		]);
		expect([...store.levels.values()].every((level) => level === 12)).toBe(true);
	});
});

test('the rest of an increase that is refused for another reason keeps a sale in between', async () => {
	const store = bigStore(
		{ 1: 40, 2: 40, 3: 40 },
		{ refusing: [2], after: (call, levels) => void (call === 0 && levels.set(1, 36)) },
	);
	await connectBigCommerce(store.http, credential, alone()).writeStock(
		[1, 2, 3].map((id) => change(`7/${id}`, 40, 90)),
	);
	expect([1, 2, 3].map((id) => store.levels.get(id))).toEqual([86, 40, 90]);
});

describe('what was raised', () => {
	const raise = async (...script: Array<Partial<HttpReply>>) =>
		await set([change('7/71', 5, 10)], mainLocation, taken, ...script);

	test.each([
		[10, 10],
		[9, null],
		[5, null],
	])('and reads as %d a moment later is left alone', async (level, after) => {
		const { writes, asked } = await raise(envelope([item(7, 71, level)]));
		expect(writes).toEqual([{ result: 'written', after }]);
		expect(asked).toHaveLength(3);
	});

	test('and stands too high, since another run raised it too, is taken back by the excess, once', async () => {
		const { writes, asked } = await raise(envelope([item(7, 71, 15)]), taken);
		expect(asked[3]).toMatchObject({
			method: 'POST',
			repeatable: false,
			body: { items: [{ variant_id: 71, quantity: -5 }] },
		});
		expect(writes).toEqual([{ result: 'written', after: 10 }]);
		expect(asked).toHaveLength(4);
	});

	test('and could not be taken back for sure is told', async () => {
		const { writes } = await raise(envelope([item(7, 71, 15)]), { status: 504 });
		expect(writes).toEqual([
			{
				result: 'failed',
				reason: 'Another run raised it too, to 15, and it may still be there; the next run reads the level again',
			},
		]);
	});

	/** Both read 5 and want 10; the second writes and reads again while the first has written and not read again. */
	async function raisedTwice(late: boolean) {
		const store = bigStore({ 71: 5 }, { late });
		const other = connectBigCommerce(store.http, credential, alone());
		let isFirst = true;
		const one = connectBigCommerce(
			async (request) => {
				const reply = await store.http(request);
				if (request.method === 'POST' && isFirst) {
					isFirst = false;
					await other.writeStock([change('7/71', 5, 10)]);
				}
				return reply;
			},
			credential,
			alone(),
		);
		await one.writeStock([change('7/71', 5, 10)]);
		store.settle();
		return store;
	}

	test('by two runs at once is at its level in the end', async () => {
		expect((await raisedTwice(false)).levels.get(71)).toBe(10);
	});

	test('by two runs at once, in a store that shows it late, is too high until the next run lowers it', async () => {
		const store = await raisedTwice(true);
		expect(store.levels.get(71)).toBe(15);
		await connectBigCommerce(store.http, credential, alone()).writeStock([change('7/71', 15, 10)]);
		expect(store.levels.get(71)).toBe(10);
	});
});
