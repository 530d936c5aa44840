import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LineItem } from '../../../core/model/lineItem';
import { sum } from '../../../core/model/money';
import type { OrderLine } from '../../../core/model/salesOrder';
import { mergeBundles } from '../../../core/posting/draft/bundleLines';
import { draftTrouble } from '../../../core/posting/draft/draftTrouble';
import { saleParts } from '../../../core/posting/draft/saleParts';
import { aCompany } from '../../support/aCompany';
import { order, orderLine } from '../../support/orders';
import { plainItem } from '../../support/plainItem';
import { untouchedDraft } from '../../support/posting';

/** What is sold, in fils: the net in steps of 200, so that 5 % of it is whole in hundredths. */
interface Sold {
	readonly kind: 'plain' | 'bundleInBooks' | 'bundleInShop';
	readonly net: number;
	readonly discount: number;
	readonly prices: readonly number[];
}

const someSold: fc.Arbitrary<Sold> = fc.record({
	kind: fc.constantFrom('plain', 'bundleInBooks', 'bundleInShop'),
	net: fc.integer({ min: 1, max: 500 }).map((steps) => steps * 200),
	discount: fc.oneof(
		fc.integer({ min: 0, max: 300 }).map((steps) => steps * 10),
		fc.integer({ min: 0, max: 3000 }),
	),
	prices: fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 2, maxLength: 4 }),
});

/** The lines of a shop for it; one that the shop lists as a bundle has the money on the line that holds the parts. */
function linesOf({ kind, net, discount, prices }: Sold, place: number, isTaxed: boolean): OrderLine[] {
	const lineId = String(place + 1);
	const tax = isTaxed ? net / 20 : 0;
	const line = orderLine({ lineId, quantity: 1, net, discount, tax, taxRates: isTaxed ? ['VAT'] : [] });
	if (kind !== 'bundleInShop') return [line];
	const parts = prices.map((price, at) =>
		orderLine({ lineId: `${lineId}.${at}`, bundleLineId: lineId, quantity: 1, net: 0, unitPrice: String(price) }),
	);
	return [line, ...parts];
}

function itemFor({ kind, prices }: Sold, lineId: string): LineItem {
	const components = prices.map((price, at) => ({ itemId: `c${at}`, quantity: 1 + (at % 2), price }));
	return kind === 'bundleInBooks' ? { itemId: lineId, startsOn: null, components } : plainItem(lineId);
}

/** Drafts a sale of all this in dinars, in a company whose lines bear codes of 5 % and of nothing. */
function sell(sold: readonly Sold[], isTaxed: boolean, discountItemId: string | null) {
	const lines = sold.flatMap((one, place) => linesOf(one, place, isTaxed));
	const items = new Map(
		lines.map(({ lineId }) => [lineId, itemFor(sold[Number.parseInt(lineId) - 1] as Sold, lineId)] as const),
	);
	const sale = order({ currency: 'KWD', lines, taxes: isTaxed ? [{ rate: 'VAT', percent: '5', amount: 0 }] : [] });
	const merged = mergeBundles(sale, { items, unbookable: new Set() });
	const codes = [
		{ id: '1', name: 'Five', percent: 5 },
		{ id: '2', name: 'None', percent: 0 },
	];
	const facts = {
		company: { ...aCompany, country: 'GB', homeCurrency: 'KWD' },
		choices: { ...untouchedDraft, discountItemId, taxedCodeId: '1', untaxedCodeId: '2' },
		itemOf: (lineId: string) => items.get(lineId) ?? null,
		taxCodes: codes,
		lines: merged.lines,
	};
	return { sale, trouble: merged.trouble ?? draftTrouble(sale, facts), parts: saleParts(sale, facts) };
}

/** rules.md G4 */
describe('A sale in a currency of three decimals', () => {
	test('whose own amounts have two is posted in two: bundles and discounts are shared out so', () => {
		fc.assert(
			fc.property(
				fc.array(someSold, { minLength: 1, maxLength: 4 }),
				fc.boolean(),
				fc.constantFrom(null, '90'),
				(sold, isTaxed, discountItemId) => {
					const { sale, trouble, parts } = sell(sold, isTaxed, discountItemId);
					expect(trouble).toBeNull();
					expect(parts.filter(({ net, tax }) => net % 10 !== 0 || (tax ?? 0) % 10 !== 0)).toEqual([]);
					expect(sum(parts.map(({ net, tax }) => net + (tax ?? 0)))).toBe(sale.total);
				},
			),
			{ numRuns: 500 },
		);
	});

	test('one of whose amounts has three is for a person, a bundle like any other line', () => {
		for (const kind of ['plain', 'bundleInBooks', 'bundleInShop'] as const)
			expect(sell([{ kind, net: 1205, discount: 0, prices: [3, 7] }], false, null).trouble).toContain(
				'keeps two decimals',
			);
	});
});
