import { describe, expect, test } from '@jest/globals';
import { type Listing, type Pool, poolRefsOf } from '../../../core/model/listing';
import { planPush, type PushRules } from '../../../core/pushing/pushPlan';
import { NO_RULES, type SellableRules } from '../../../core/model/sellableRules';
import { findMissingMembers } from '../../../core/availability/missingMember';
import type { HeldLevel } from '../../../core/availability/heldLevel';
import { component, reservation, sku, heldLevel } from '../../support/levels';

const level = (text: string, quantityOnHand: number, more: Partial<HeldLevel> = {}) =>
	heldLevel({ sku: sku(text), itemId: text, name: text, quantityOnHand, ...more });
const variation = (text: string | null, more: Partial<Listing> = {}): Listing => ({
	channel: 'shop',
	sku: text === null ? null : sku(text),
	listingRef: `40/${text}`,
	name: `Cap - ${text}`,
	quantity: 10,
	tracksStock: true,
	price: null,
	parentRef: '40',
	poolRef: '40',
	poolMembers: 2,
	...more,
});
const cap: Listing = {
	...variation('CAP'),
	listingRef: '40',
	name: 'Cap',
	parentRef: null,
	poolRef: null,
	poolMembers: 1,
	isPool: true,
};
const poolOf = (...members: Listing[]): Pool => ({ product: cap, members });
const redAndBlue = poolOf(variation('A-RED'), variation('A-BLUE'));

/** What becomes of each level in a shop where this pool shows the sum: outcome or kind, before, wanted, and the words. */
function planned(
	levels: readonly HeldLevel[],
	pool: Pool | null = redAndBlue,
	{ listings, ...rules }: Partial<PushRules> & { listings?: Listing[] } = {},
) {
	const steps = planPush(levels, listings ?? [cap, ...(pool ?? redAndBlue).members], {
		channel: 'shop',
		severalListingsPerSku: false,
		ignoreCase: false,
		rulesFor: () => NO_RULES,
		pools: pool === null ? null : [pool],
		...rules,
	});
	return steps.flat().map((step) =>
		step.kind === 'outcome'
			? { did: step.outcome.outcome, ...step.outcome }
			: {
					did: step.kind,
					before: step.change.listing.quantity,
					wanted: step.change.target,
					arithmetic: step.arithmetic,
					restsOn: step.restsOn.map((one) => one.sku),
				},
	);
}

describe('E8: a stock that variations share shows the sum of their items, when the user chooses so', () => {
	test('4 red and 3 blue caps are 7 caps, whichever of them is bought, and each outcome says so', () => {
		const shown = {
			did: 'decrease',
			before: 10,
			wanted: 7,
			arithmetic: 'shared stock: 4 of A-RED + 3 of A-BLUE = 7 to show',
			restsOn: ['A-RED', 'A-BLUE'],
		};
		expect(planned([level('A-RED', 4), level('A-BLUE', 3)])).toEqual([shown, shown]);
	});

	test('it goes up, down, or stays by what the product shows, whatever was read of a single variation', () => {
		const shows = (quantity: number) => ({ ...redAndBlue, product: { ...cap, quantity } });
		const kinds = (pool: Pool) =>
			planned([level('A-RED', 4), level('A-BLUE', 3)], pool).map(({ did, before }) => [did, before]);
		expect(kinds(shows(5))).toEqual([
			['increase', 5],
			['increase', 5],
		]);
		expect(kinds(shows(7))).toEqual([
			['unchanged', 7],
			['unchanged', 7],
		]);
		expect(kinds(shows(9))).toEqual([
			['decrease', 9],
			['decrease', 9],
		]);
	});

	test('without the choice each variation is refused as before, with the two ways out', () => {
		expect(planned([level('A-RED', 4)], null)).toMatchObject([
			{
				did: 'refused',
				reason: expect.stringMatching(/SKU of the product itself to an item.*Shared Stock: Sum of the Variations/),
			},
		]);
	});

	test('what is sold of one and not in QuickBooks yet is taken off that one; one sold below zero takes nothing from the others', () => {
		const red = level('A-RED', 6, { reservations: [reservation({ quantity: 2 })] });
		expect(planned([red, level('A-BLUE', 3)])[0]).toMatchObject({
			wanted: 7,
			arithmetic:
				'shared stock: 4 of A-RED (6 on hand in QuickBooks - 2 sold and not in QuickBooks yet (woocommerce 812)) + 3 of A-BLUE = 7 to show',
		});
		expect(planned([level('A-RED', -5), level('A-BLUE', 3)])[0]).toMatchObject({ wanted: 3 });
		expect(planned([level('A-RED', 2.9), level('A-BLUE', 3.9)])[0]).toMatchObject({ wanted: 5 });
	});

	test('a bundle among them counts as often as its parts make it', () => {
		const set = level('A-BLUE', 4, { components: [component({ quantity: 2, quantityOnHand: 9 })] });
		expect(planned([level('A-RED', 3), set])[0]).toMatchObject({
			wanted: 7,
			arithmetic: 'shared stock: 3 of A-RED + 4 of A-BLUE (9 of "Box", 2 in each; enough for 4) = 7 to show',
		});
	});

	test("E6: the rules count once, for the sum: those of the product's SKU, or of the channel where it has none", () => {
		const rulesFor = (of: string | null): SellableRules =>
			of === 'CAP'
				? { ...NO_RULES, buffer: 2 }
				: of === null
					? { ...NO_RULES, maximum: 5 }
					: { ...NO_RULES, buffer: 100 };
		const levels = [level('A-RED', 4), level('A-BLUE', 3)];
		expect(planned(levels, redAndBlue, { rulesFor })[0]).toMatchObject({
			wanted: 5,
			arithmetic: 'shared stock: 4 of A-RED + 3 of A-BLUE = 7, - 2 buffer = 5 = 5 to show',
		});
		expect(planned(levels, { ...redAndBlue, product: { ...cap, sku: null } }, { rulesFor })[0]).toMatchObject({
			wanted: 5,
			arithmetic: 'shared stock: 4 of A-RED + 3 of A-BLUE = 7, at most 5 = 5 to show',
		});
	});

	test.each([
		['the product', 'CAP'],
		['a variation', 'A-BLUE'],
	])('is left alone where the rules of %s hold it', (_whose, heldSku) => {
		const hold = { reason: 'Excluded', isChosen: true, lowers: false };
		const rulesFor = (of: string | null) => (of === heldSku ? { ...NO_RULES, hold } : NO_RULES);
		const steps = planned([level('A-RED', 4), level('A-BLUE', 3)], redAndBlue, { rulesFor });
		expect(steps.map(({ did }) => did)).toEqual(['heldBack', 'heldBack']);
		expect(steps[0]).toMatchObject({ reason: 'Shared stock: Excluded' });
	});

	test.each([
		['the product', 'CAP'],
		['a variation', 'A-BLUE'],
	])('goes down and not up where a rule of %s cannot be used', (_whose, heldSku) => {
		const hold = { reason: 'Row 3: mend it', isChosen: false, lowers: true };
		const rulesFor = (of: string | null) => (of === heldSku ? { ...NO_RULES, hold } : NO_RULES);
		const didFor = (...units: [number, number]) => {
			const levels = [level('A-RED', units[0]), level('A-BLUE', units[1])];
			return planned(levels, redAndBlue, { rulesFor })[0];
		};
		const shown = redAndBlue.product.quantity ?? 0;
		expect(didFor(shown, 1)).toMatchObject({ did: 'refused', reason: 'Row 3: mend it' });
		expect(didFor(shown - 2, 1)).toMatchObject({ did: 'decrease', wanted: shown - 1 });
	});

	test('of very many variations the first ten are told one by one', () => {
		const skus = Array.from({ length: 13 }, (_, place) => `S${place}`);
		const [first] = planned(
			skus.map((text) => level(text, 2)),
			poolOf(...skus.map((text) => variation(text))),
		);
		expect(first).toMatchObject({
			wanted: 26,
			arithmetic: expect.stringMatching(/^shared stock: 2 of S0 \+ .* \+ 2 of S9 \+ 6 of 3 more = 26 to show$/),
		});
	});

	test('variations with a stock of their own beside it are not in the sum', () => {
		const own = variation('A-OWN', { poolRef: null, poolMembers: 1 });
		expect(
			planned([level('A-RED', 4), level('A-BLUE', 3), level('A-OWN', 9)], redAndBlue, {
				listings: [...redAndBlue.members, own],
			}).map(({ did, wanted }) => [did, wanted]),
		).toEqual([
			['decrease', 7],
			['decrease', 7],
			['decrease', 9],
		]);
	});

	test('SKUs of the members compare as all others do', () => {
		const levels = [level('a-red', 4), level('A-BLUE', 3)];
		expect(planned(levels).map(({ did }) => did)).toEqual(['unknownSku', 'heldBack']);
		expect(planned(levels, redAndBlue, { ignoreCase: true }).map(({ did, wanted }) => [did, wanted])).toEqual([
			['decrease', 7],
			['decrease', 7],
		]);
	});
});

describe('E8: a part of a sum is no level: nothing is written', () => {
	const reasonOf = (levels: readonly HeldLevel[], pool?: Pool, more = {}) =>
		planned(levels, pool, more).map((step) => [step.did, 'reason' in step ? step.reason : null]);

	test('where the level of a variation did not come with the run, it is named with the way to bring it along', () => {
		expect(reasonOf([level('A-RED', 4)])).toEqual([
			['heldBack', expect.stringMatching(/no level of A-BLUE, .*QuickBooks has no active item with a quantity/)],
		]);
		expect(
			reasonOf([level('A-RED', 4)], poolOf(...['A-RED', 'B', 'C', 'D', 'E', 'F', 'G'].map((text) => variation(text)))),
		).toEqual([['heldBack', expect.stringContaining('no level of B, C, D, E, F and 1 more')]]);
	});

	test('where a variation has no SKU, it is named', () => {
		expect(reasonOf([level('A-RED', 4)], poolOf(variation('A-RED'), variation(null, { name: 'Cap - green' })))).toEqual(
			[['refused', expect.stringContaining('"Cap - green" draws on it without a SKU')]],
		);
	});

	test('where an item is inactive, nobody knows what it adds', () => {
		expect(reasonOf([level('A-RED', 4), level('A-BLUE', 0, { active: false })])).toEqual([
			['refused', expect.stringContaining('A-BLUE is inactive')],
			['refused', expect.stringContaining('The item is inactive')],
		]);
		expect(
			planned([level('A-RED', 4), level('A-BLUE', 3), level('A-BLUE', 9, { itemId: 'old', active: false })]).map(
				({ did, wanted }) => [did, wanted],
			),
		).toEqual([
			['decrease', 7],
			['decrease', 7],
			['heldBack', 9],
		]);
	});

	test('E7: where an item of our making has no opening quantity yet, the sum waits', () => {
		expect(reasonOf([level('A-RED', 4), level('A-BLUE', -1, { awaitsOpening: true })])).toEqual([
			['heldBack', expect.stringContaining('A-BLUE was made for its first sale')],
			['heldBack', expect.stringContaining('A-BLUE')],
		]);
		expect(planned([level('A-RED', 4), level('A-BLUE', 3, { awaitsOpening: true })])[0]).toMatchObject({ wanted: 7 });
	});

	test('where two items or two products carry the SKU of one', () => {
		expect(reasonOf([level('A-RED', 4), level('A-BLUE', 3), level('A-BLUE', 9, { itemId: 'second' })])).toEqual([
			['refused', expect.stringContaining('two items in QuickBooks carry the SKU A-BLUE')],
			['ambiguous', expect.any(String)],
			['ambiguous', expect.any(String)],
		]);
		const twin = variation('A-BLUE', { listingRef: '77', poolRef: null });
		expect(
			reasonOf([level('A-RED', 4), level('A-BLUE', 3)], redAndBlue, { listings: [...redAndBlue.members, twin] }),
		).toEqual([
			['refused', expect.stringContaining('several products on the channel carry the SKU A-BLUE')],
			['ambiguous', expect.any(String)],
			['ambiguous', expect.any(String)],
		]);
	});

	test('an older level of an item counts neither alone nor beside the newer one', () => {
		const older = level('A-RED', 9, { asOf: '2026-11-23T09:00:00.000Z' });
		expect(planned([older, level('A-RED', 4), level('A-BLUE', 3)]).map(({ did, wanted }) => [did, wanted])).toEqual([
			['heldBack', 9],
			['decrease', 7],
			['decrease', 7],
		]);
	});

	test('an item with the SKU of the product itself is a second source: it is refused, and the sum stands', () => {
		const all = [level('CAP', 50), level('A-RED', 4), level('A-BLUE', 3)];
		expect(reasonOf(all)).toEqual([
			['ambiguous', expect.stringMatching(/Two sources for one stock.*The Parent's Item/)],
			['decrease', null],
			['decrease', null],
		]);
		expect(reasonOf([level('CAP', 50)])).toEqual([['ambiguous', expect.any(String)]]);
		expect(reasonOf([level('CAP', 0, { active: false })])).toEqual([
			['heldBack', expect.stringContaining('not counted')],
		]);
		expect(planned(all, null).map(({ did, wanted }) => [did, wanted])).toEqual([
			['increase', 50],
			['refused', 4],
			['refused', 3],
		]);
	});

	test('a variation whose stock moved elsewhere while the channel was read comes again', () => {
		expect(planned([level('A-RED', 4)], poolOf(variation('A-BLUE')), { listings: [variation('A-RED')] })).toMatchObject(
			[{ did: 'heldBack', retry: true }],
		);
		expect(planned([level('A-RED', 4)], redAndBlue, { pools: [], listings: [variation('A-RED')] })).toMatchObject([
			{ did: 'heldBack', retry: true },
		]);
	});
});

describe('the products that are asked for their variations', () => {
	test('are those whose stock is shared, and those that may share theirs, each once', () => {
		expect(
			poolRefsOf([
				variation('A-RED'),
				variation('A-BLUE'),
				cap,
				variation('LAMP', { poolRef: '51', poolMembers: 1 }),
				{ ...cap, listingRef: '60', isPool: undefined },
			]),
		).toEqual(['40']);
		expect(poolRefsOf([cap])).toEqual(['40']);
	});
});

describe('the levels that a shared stock lacks', () => {
	const missing = (levels: readonly HeldLevel[], pool: Pool, ignoreCase = false) =>
		findMissingMembers(levels, [pool], ignoreCase).map(({ sku: of }) => of);

	test('are those of the other variations that have a SKU', () => {
		const three = poolOf(variation('A-RED'), variation('A-BLUE'), variation('A-GREEN'), variation(null));
		expect(missing([level('OTHER', 1), level('A-RED', 4), level('A-BLUE', 3), level('A-RED', 5)], three)).toEqual([
			'A-GREEN',
		]);
		expect(missing([level('a-red', 4), level('A-GREEN', 1)], three, true)).toEqual(['A-BLUE']);
	});

	test('are none where all came', () =>
		expect(missing([level('A-RED', 4), level('A-BLUE', 3)], redAndBlue)).toEqual([]));
});
