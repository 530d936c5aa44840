import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JournalEntry } from '../../../sandbox/kit/journal.mts';
import { effectiveLevelsOf } from './pushRuns.mts';
import { pushesIn, type NodeRun, type RecordedWorkflow, type RunData } from './runRecord.mts';

/** Seconds of one minute, as milliseconds since the epoch. */
const at = (seconds: number): number => Date.UTC(2026, 10, 29, 8, 0, seconds);

function node(from: number, to: number, items: readonly object[]): NodeRun {
	const main = [items.map((json) => ({ json: json as Readonly<Record<string, unknown>> }))];
	return { startTime: at(from), executionTime: at(to) - at(from), data: { main } };
}

const level = (sku: string, second: number) => ({
	sku,
	asOf: new Date(at(second)).toISOString(),
	quantityOnHand: 4,
});
const outcome = (channel: string, sku: string, said = 'written') => ({
	channel,
	sku,
	outcome: said,
	listingRef: '1',
	arithmetic: '4 on hand',
});

const trigger = node(10, 11, [level('MUG', 10), level('BOWL', 10)]);
/** It read a level again. */
const heldBack = node(14, 15, [level('MUG', 14), level('BOWL', 10)]);
const push = (name: string, parameters: Readonly<Record<string, unknown>>) => ({
	name,
	type: 'n8n-nodes-qbo-inventory-sync.pushChannelStock',
	parameters,
});
const to = (...names: readonly string[]) => ({ main: [names.map((name) => ({ node: name }))] });
/** A trigger, Hold Back behind it, and the pushes behind that, of which one leads to what tells people. */
const workflow: RecordedWorkflow = {
	nodes: [
		push('to eBay', { channel: 'ebay' }),
		push('to BigCommerce', { channel: 'bigcommerce' }),
		push('to all', { channels: ['woocommerce', 'ebay'] }),
		{ name: 'tell', type: 'n8n-nodes-base.set', parameters: {} },
	],
	connections: { trigger: to('heldBack'), heldBack: to('to eBay', 'to BigCommerce'), 'to eBay': to('tell', 'to all') },
};
const pushes: RunData = {
	trigger: [trigger],
	heldBack: [heldBack],
	push: [
		node(15, 20, [
			{ outcome: 'openOrdersUnread', channel: 'bigcommerce', reason: 'BigCommerce: down' },
			outcome('ebay', 'MUG'),
			outcome('woocommerce', 'MUG', 'unchanged'),
		]),
	],
};

test('a push is who ran when with which levels, as they were first read, and without which open orders, one for each channel', () => {
	assert.deepEqual(pushesIn(pushes, workflow, null), [
		{
			channel: 'woocommerce',
			from: at(15),
			to: at(20),
			levels: new Map([['MUG', { asOf: at(10), wasUnchanged: true, unread: ['bigcommerce'] }]]),
		},
		{
			channel: 'ebay',
			from: at(15),
			to: at(20),
			levels: new Map([['MUG', { asOf: at(10), wasUnchanged: false, unread: ['bigcommerce'] }]]),
		},
	]);
});

test('a run that was killed may have been at each push that was next, until then, with the levels that it has', () => {
	const early = { trigger: [trigger], heldBack: [heldBack] };
	const cut = pushesIn({ ...early, 'to eBay': [node(16, 18, [outcome('ebay', 'MUG')])] }, workflow, at(30));
	assert.deepEqual(
		cut.map(({ channel, from, to: end }) => [channel, from, end]),
		[
			['ebay', at(16), at(18)],
			['bigcommerce', at(10), at(30)],
			['woocommerce', at(10), at(30)],
			['ebay', at(10), at(30)],
		],
	);
	assert.deepEqual([...(cut[1]?.levels.keys() ?? [])], ['MUG', 'BOWL']);
	assert.deepEqual(cut[1]?.levels.get('MUG'), { asOf: at(10), wasUnchanged: false, unread: null });
	assert.deepEqual(
		pushesIn(early, workflow, at(30)).map(({ channel }) => channel),
		['ebay', 'bigcommerce'],
	);
	// Before Hold Back had come to its end no push can have begun, and one without levels writes none.
	assert.deepEqual(pushesIn({ trigger: [trigger] }, workflow, at(30)), []);
	assert.deepEqual(pushesIn({ heldBack: [node(1, 2, [{ orderId: '7' }])] }, workflow, at(30)), []);
});

test('what it wrote rests on what it had read, and not on a later read of another run', () => {
	const read = (seconds: number) => ({ begunAt: at(seconds), at: at(seconds) }) as JournalEntry;
	const reads = [read(10), read(19), read(24)];
	const write = { channel: 'bigcommerce', sku: 'MUG', begunAt: at(20), at: at(21), quantity: 4 } as const;
	const readsOf = (runData: RunData, killedAt: number | null) =>
		effectiveLevelsOf([write], pushesIn(runData, workflow, killedAt), reads).map(({ readsBegan }) => readsBegan);
	const record = { trigger: [trigger], heldBack: [heldBack] };
	assert.deepEqual(readsOf(record, at(25)), [at(10)]);
	// Nothing is known of who was killed before the write, or left no record.
	assert.deepEqual(readsOf(record, at(19)), [at(19)]);
	assert.deepEqual(readsOf({}, at(25)), [at(19)]);
});

test('a level that was found right was so when the channel was last read, however long the push waits for other channels', () => {
	const entry = (from: number, to: number) => ({ begunAt: at(from), at: at(to) }) as JournalEntry;
	const found = (listingReads: readonly JournalEntry[]) =>
		effectiveLevelsOf([], pushesIn(pushes, workflow, null), [entry(10, 10)], { woocommerce: listingReads }).map(
			(one) => one.at,
		);
	assert.deepEqual(found([entry(9, 9), entry(16, 17), entry(21, 22)]), [at(17)]);
	assert.deepEqual(found([]), [at(20)]);
});
