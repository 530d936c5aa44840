import { describe, expect, test } from '@jest/globals';
import type { Listing } from '../../../core/model/listing';
import { planPush, type PushRules, type PushStep } from '../../../core/pushing/pushPlan';
import { targetOf } from '../../../core/pushing/target';
import { NO_RULES, type RuleHold } from '../../../core/model/sellableRules';
import type { Sku } from '../../../core/model/sku';
import type { HeldLevel } from '../../../core/availability/heldLevel';
import { component, heldLevel } from '../../support/levels';

const shopRules: PushRules = {
	channel: 'shop',
	severalListingsPerSku: false,
	ignoreCase: false,
	rulesFor: () => NO_RULES,
	pools: null,
};

const level = heldLevel;

const listing = (over: Partial<Listing> = {}): Listing => ({
	channel: 'shop',
	sku: 'MUG' as Sku,
	listingRef: '12',
	name: 'Mug',
	quantity: 10,
	tracksStock: true,
	price: '9.00',
	parentRef: null,
	poolRef: null,
	poolMembers: 1,
	...over,
});

const summary = (steps: PushStep[][]) =>
	steps.map((ofLevel) =>
		ofLevel.map((step) =>
			step.kind === 'outcome' ? step.outcome.outcome : [step.kind, step.change.listing.quantity, step.change.target],
		),
	);

const plan = (levels: HeldLevel[], listings: Listing[], rules: Partial<PushRules> = {}) =>
	planPush(levels, listings, { ...shopRules, ...rules });

describe('the units to show', () => {
	test.each([
		[{ quantityOnHand: 10, unposted: 3 }, 7],
		[{ quantityOnHand: 2, unposted: 3 }, 0],
		[{ quantityOnHand: -4, unposted: 0 }, 0],
		[{ quantityOnHand: 2.9, unposted: 0 }, 2],
	])('%j gives %d', (given, shown) => expect(targetOf(level(given), 'shop', NO_RULES).units).toBe(shown));
});

describe('the arithmetic', () => {
	test('says what was taken off, and by which rule', () => {
		const rules = { ...NO_RULES, buffer: 2, maximum: 4 };
		expect(targetOf(level({ quantityOnHand: 12, unposted: 3 }), 'shop', rules)).toMatchObject({
			units: 4,
			arithmetic: '12 on hand in QuickBooks - 3 sold and not in QuickBooks yet, - 2 buffer = 7, at most 4 = 4 to show',
		});
	});
});

describe('the push plan', () => {
	test('asks for the rules of each SKU', () => {
		const rulesFor = (sku: Sku | null) => (sku === 'MUG' ? { ...NO_RULES, buffer: 5 } : NO_RULES);
		expect(summary(plan([level()], [listing()], { rulesFor }))).toEqual([[['decrease', 10, 2]]]);
	});

	describe('with a hold in the rules of a SKU', () => {
		const held = (hold: Partial<RuleHold>) => ({
			rulesFor: () => ({ ...NO_RULES, hold: { reason: 'Row 1 is wrong', isChosen: false, lowers: true, ...hold } }),
		});

		test('lets it go down, and not up', () => {
			const down = plan([level()], [listing()], held({}));
			expect(summary(down)).toEqual([[['decrease', 10, 7]]]);
			const [[up]] = plan([level({ quantityOnHand: 11 })], [listing()], held({})) as [[PushStep]];
			expect(up).toMatchObject({
				kind: 'outcome',
				outcome: { outcome: 'refused', reason: 'Row 1 is wrong', before: 10 },
			});
			expect(summary(plan([level({ quantityOnHand: 10 })], [listing()], held({})))).toEqual([['unchanged']]);
		});

		test('leaves it alone where it says so, and tells nobody where somebody chose that', () => {
			expect(summary(plan([level()], [listing()], held({ lowers: false })))).toEqual([['refused']]);
			const chosen = held({ lowers: false, isChosen: true });
			expect(summary(plan([level()], [listing()], chosen))).toEqual([['heldBack']]);
			expect(summary(plan([level({ active: false })], [listing({ tracksStock: false })], chosen))).toEqual([
				['heldBack'],
			]);
		});
	});

	test.each([
		[-2, 'heldBack'],
		[0, 'heldBack'],
		[8, ['decrease', 10, 8]],
	])(
		'E7: an item of our making, of which %d are on hand, is left alone until its opening quantity was entered',
		(quantityOnHand, step) => {
			expect(summary(plan([level({ quantityOnHand, awaitsOpening: true })], [listing()]))).toEqual([[step]]);
		},
	);

	test('names the listing whose SKU differs only in case or in spaces', () => {
		const reasonOf = (own: string, theirs: string, rules: Partial<PushRules> = {}) => {
			const [[step] = []] = plan([level({ sku: own as Sku })], [listing({ sku: theirs as Sku })], rules);
			return step?.kind === 'outcome' ? [step.outcome.outcome, step.outcome.reason] : step?.kind;
		};
		expect(reasonOf('mug-blue', 'MUG-BLUE')).toEqual([
			'unknownSku',
			expect.stringMatching(
				/The channel has "MUG-BLUE": SKUs are compared exactly; .* "Ignore Case of SKUs" on in the QuickBooks credential$/,
			),
		]);
		expect(reasonOf('MUG BLUE', 'MUGBLUE', { ignoreCase: true })).toEqual([
			'unknownSku',
			expect.stringMatching(/The channel has "MUGBLUE": .* make them the same$/),
		]);
		expect(reasonOf('mug-blue', 'BOWL')).toEqual(['unknownSku', 'The channel sells nothing under this SKU']);
		expect(reasonOf('mug-blue', 'MUG-BLUE', { ignoreCase: true })).toBe('decrease');
	});

	test('writes only what differs, and knows lowering from raising', () => {
		expect(summary(plan([level()], [listing()]))).toEqual([[['decrease', 10, 7]]]);
		expect(summary(plan([level()], [listing({ quantity: 3 })]))).toEqual([[['increase', 3, 7]]]);
		expect(summary(plan([level()], [listing({ quantity: 7 })]))).toEqual([['unchanged']]);
	});

	test('counts a listing that shows no number as a raise, which has to be earned', () => {
		expect(summary(plan([level()], [listing({ quantity: null })]))).toEqual([[['increase', null, 7]]]);
	});

	test('takes a 0 for a lowering even there: nothing is lower', () => {
		expect(summary(plan([level({ quantityOnHand: 0 })], [listing({ quantity: null })]))).toEqual([
			[['decrease', null, 0]],
		]);
	});

	test('a level without listing is an unknown SKU, and says so', () => {
		expect(summary(plan([level()], []))).toEqual([['unknownSku']]);
	});

	test('SKUs compare exactly unless the user says otherwise', () => {
		const upper = [listing({ sku: 'mug' as Sku })];
		expect(summary(plan([level()], upper))).toEqual([['unknownSku']]);
		expect(summary(plan([level()], upper, { ignoreCase: true }))).toEqual([[['decrease', 10, 7]]]);
	});

	test('two products with one SKU in a shop are ambiguous; two listings on eBay both get the level', () => {
		const two = [listing(), listing({ listingRef: '13', quantity: 4 })];
		expect(summary(plan([level()], two))).toEqual([['ambiguous', 'ambiguous']]);
		expect(summary(plan([level()], two, { severalListingsPerSku: true }))).toEqual([
			[
				['decrease', 10, 7],
				['increase', 4, 7],
			],
		]);
	});

	test('two items of QuickBooks with one SKU are ambiguous, whatever their quantities', () => {
		expect(summary(plan([level(), level({ itemId: '6', quantityOnHand: 1 })], [listing()]))).toEqual([
			['ambiguous'],
			['ambiguous'],
		]);
	});

	test('an inactive item does not make the active one of its SKU ambiguous, and asks nobody for anything', () => {
		const inactive = level({ itemId: '6', active: false });
		expect(summary(plan([inactive, level()], [listing()]))).toEqual([['heldBack'], [['decrease', 10, 7]]]);
	});

	test('of two levels of one item the newer counts', () => {
		const older = level({ quantityOnHand: 9, asOf: '2026-11-23T09:00:00.000Z' });
		expect(summary(plan([older, level()], [listing()]))).toEqual([['heldBack'], [['decrease', 10, 7]]]);
	});

	test('a stock that several variations share is not set to the level of one of them', () => {
		expect(summary(plan([level()], [listing({ poolRef: '40', poolMembers: 2 })]))).toEqual([['refused']]);
		expect(summary(plan([level()], [listing({ poolRef: '40', poolMembers: 1 })]))).toEqual([[['decrease', 10, 7]]]);
	});

	test('a product whose stock the channel does not track is named', () => {
		expect(summary(plan([level()], [listing({ tracksStock: false, quantity: null })]))).toEqual([['notTracked']]);
	});

	test('an item that was made inactive is refused by name, its old level is not left standing silently', () => {
		const [[step]] = plan([level({ active: false })], [listing()]) as [[PushStep]];
		expect(step).toMatchObject({
			outcome: { outcome: 'refused', reason: expect.stringContaining('inactive'), before: 10 },
		});
	});

	test.each([
		['2026-11-23T09:59:00.000Z', 'a minute ago', true],
		['2026-11-21T10:00:00.000Z', 'two days ago', true],
		['2026-11-21T09:59:59.000Z', 'longer ago', false],
		[null, 'nobody knows when', false],
	])('E11: an unknown SKU may be a renamed one, where its item changed lately (%s, %s)', (changedAt, _when, isSaid) => {
		const [[step]] = plan([level({ changedAt })], []) as [[PushStep]];
		const renamed =
			'. If the SKU was renamed in QuickBooks, the old listing keeps its level: rename it on the channel too';
		expect(step).toMatchObject({
			outcome: { outcome: 'unknownSku', reason: `The channel sells nothing under this SKU${isSaid ? renamed : ''}` },
		});
	});

	test('E11: a bundle changes with its parts, which says nothing of its SKU', () => {
		const [[step]] = plan([level({ changedAt: '2026-11-23T09:59:00.000Z', components: [component()] })], []) as [
			[PushStep],
		];
		expect(step).toMatchObject({ outcome: { reason: 'The channel sells nothing under this SKU' } });
	});

	test('each outcome says how its number came about', () => {
		const [[step]] = plan([level({ quantityOnHand: 10, unposted: 3 })], [listing({ quantity: 7 })]) as [[PushStep]];
		expect(step).toMatchObject({
			outcome: { wanted: 7, arithmetic: '10 on hand in QuickBooks - 3 sold and not in QuickBooks yet = 7 to show' },
		});
	});
});

describe('a listing that sells lots', () => {
	const lots = (quantity: number) => listing({ quantity, unitsPerLot: 6 });

	test.each([
		[20, 18, 'unchanged'],
		[20, 12, ['increase', 12, 18]],
		[5, 6, ['decrease', 6, 0]],
		[6, 6, 'unchanged'],
		[0, 0, 'unchanged'],
	])('with %d to show, and %d shown, gets whole lots and does not flap: %j', (quantityOnHand, shown, step) => {
		expect(summary(plan([level({ quantityOnHand })], [lots(shown)]))).toEqual([[step]]);
	});

	test('says how it comes to that', () => {
		expect(plan([level({ quantityOnHand: 20 })], [lots(18)])).toMatchObject([
			[
				{
					outcome: {
						wanted: 18,
						after: 18,
						arithmetic: '20 on hand in QuickBooks = 20 to show, in whole lots of 6 = 18',
					},
				},
			],
		]);
	});

	test('beside one that sells single units shows its own number', () => {
		const both = [listing({ quantity: 20, listingRef: 'single' }), lots(18)];
		expect(summary(plan([level({ quantityOnHand: 20 })], both, { severalListingsPerSku: true }))).toEqual([
			['unchanged', 'unchanged'],
		]);
	});
});
