import { describe, expect, test } from '@jest/globals';
import { PUSH_RESULTS, type PushOutcome } from '../../core/pushing/pushOutcome';
import { newForAttention } from '../../nodes/PushChannelStock/attentionMemory';
import { untold } from '../../nodes/bridge/memory/alertMemory';
import { aNode } from '../support/aNode';
import { pushOutcome, sku } from '../support/levels';

const refused = pushOutcome({ outcome: 'refused', reason: 'The listing has ended' });
const HOUR = 3600_000;
const tells = (node: ReturnType<typeof aNode>, pushed: PushOutcome, now: number, account = 'shop') =>
	newForAttention(node, [pushed], { account, now }).has(pushed);

describe('A listing that somebody has to look at', () => {
	test('is told once a day, also where the daily run is a little early', () => {
		const node = aNode();
		expect([0, 1, 19 * HOUR, 23 * HOUR, 24 * HOUR].map((now) => tells(node, refused, now))).toEqual([
			true,
			false,
			false,
			true,
			false,
		]);
	});

	test('is told at once when something else is wrong', () => {
		const node = aNode();
		const runs = [
			refused,
			{ ...refused, reason: 'It is sold in lots' },
			pushOutcome({ outcome: 'failed', reason: 'lost' }),
		];
		expect(runs.map((pushed, now) => tells(node, pushed, now))).toEqual([true, true, true]);
	});

	test('is told again when it does not come again by itself any more', () => {
		const node = aNode();
		const failed = pushOutcome({ outcome: 'failed', reason: 'lost', retry: true });
		expect([failed, failed, { ...failed, retry: false }].map((pushed, now) => tells(node, pushed, now))).toEqual([
			true,
			false,
			true,
		]);
	});

	test("of which no listing is known is told by its SKU, which is no listing's number", () => {
		const node = aNode();
		const twice = pushOutcome({ outcome: 'ambiguous', sku: sku('1'), listingRef: null });
		const first = tells(node, twice, 0);
		const besides = tells(node, pushOutcome({ outcome: 'refused', sku: sku('MUG'), listingRef: '1' }), 1);
		const second = tells(node, twice, 2);
		tells(node, pushOutcome({ outcome: 'written', sku: sku('1'), listingRef: '9' }), 3);
		expect([first, besides, second, tells(node, twice, 4)]).toEqual([true, true, false, true]);
	});

	test.each(['written', 'unchanged'] as const)(
		'is told at once when it was as it should be in between: %s',
		(outcome) => {
			const node = aNode();
			expect([refused, pushOutcome({ outcome }), refused].map((pushed, now) => tells(node, pushed, now))).toEqual([
				true,
				false,
				true,
			]);
		},
	);

	test('is told by each node and account for itself, and to whoever runs it in the editor', () => {
		const node = aNode();
		const byHand = { ...node, getMode: () => 'manual' } as unknown as typeof node;
		expect([
			tells(node, refused, 0),
			tells(byHand, refused, 1),
			tells(aNode(), refused, 2),
			tells(node, refused, 3, 'another shop'),
			tells(node, { ...refused, listingRef: '2' }, 4),
		]).toEqual(Array(5).fill(true));
		expect(tells(node, refused, 5)).toBe(false);
	});

	test('is told once more when the run that told it failed, and its workflow alone', () => {
		const [node, other] = [aNode({ workflow: 'failing' }), aNode({ workflow: 'other' })];
		tells(node, refused, 10);
		tells(other, refused, 10);
		untold('failing', 11);
		expect(tells(node, refused, 12)).toBe(false);
		untold('failing', 10);
		expect([tells(node, refused, 13), tells(other, refused, 13)]).toEqual([true, false]);
	});
});

test('the other outcomes are for nobody', () => {
	const node = aNode();
	expect(PUSH_RESULTS.filter((outcome) => tells(node, pushOutcome({ outcome }), 0))).toEqual([
		'ambiguous',
		'notTracked',
		'refused',
		'failed',
	]);
});
