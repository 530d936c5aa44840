import { describe, expect, test } from '@jest/globals';
import { findTaxCodeId, type TaxRule } from '../../../core/posting/draft/taxMap';
import { taxTrouble } from '../../../core/posting/draft/taxTrouble';
import type { DraftPart } from '../../../core/posting/draft/draftPart';
import { plainItem } from '../../support/plainItem';
import { aCompany } from '../../support/aCompany';
import { buyer, order } from '../../support/orders';
import { untouchedDraft } from '../../support/posting';

const rule = (codeId: string, changes: Partial<TaxRule> = {}): TaxRule => ({
	rates: 'VAT (20%)',
	country: null,
	marketplace: false,
	codeId,
	...changes,
});
const shop = {
	name: null,
	line1: '1 Quay',
	line2: null,
	city: 'Cork',
	region: null,
	postcode: 'T12',
	country: 'IE',
};
const countryOnly = { name: null, line1: null, line2: null, city: null, region: null, postcode: null, country: 'FR' };
const taxed = { tax: 200, taxRates: ['VAT (20%)'] };
const shippedTo = (country: string) => order({ customer: { ...buyer, shipping: { ...buyer.shipping!, country } } });
const codeFor = (rules: readonly TaxRule[], sale = order()) =>
	findTaxCodeId(taxed, sale, {
		choices: { taxRules: rules, taxedCodeId: 'taxed', untaxedCodeId: 'untaxed' },
		company: { ...aCompany, address: shop },
	});

describe('The code for a set of rates', () => {
	test("is the rule's, whatever the case, the spaces and the sequence of the rates", () => {
		const pair = { tax: 12, taxRates: ['PST (7%)', 'GST (5%)'] };
		expect(
			findTaxCodeId(pair, order(), {
				choices: {
					taxRules: [rule('both', { rates: ' gst  (5%) +PST (7%)' })],
					taxedCodeId: null,
					untaxedCodeId: null,
				},
				company: aCompany,
			}),
		).toBe('both');
	});

	test('is the one for all taxed or untaxed lines where there is no rule, and none where that is not chosen', () => {
		expect(codeFor([])).toBe('taxed');
		expect(
			findTaxCodeId({ tax: 0, taxRates: [] }, order(), {
				choices: { taxRules: [], taxedCodeId: 'taxed', untaxedCodeId: 'untaxed' },
				company: aCompany,
			}),
		).toBe('untaxed');
		const choices = { taxRules: [], taxedCodeId: null, untaxedCodeId: 'untaxed' };
		expect(findTaxCodeId(taxed, order(), { choices, company: aCompany })).toBeNull();
	});

	test('is that of the rule which says most: the marketplace before the country before neither', () => {
		const rules = [rule('any'), rule('irish', { country: 'ie' }), rule('marketplace', { marketplace: true })];
		expect(codeFor(rules)).toBe('any');
		expect(codeFor(rules, shippedTo('IE'))).toBe('irish');
		expect(codeFor(rules, { ...shippedTo('IE'), marketplaceTax: 100 })).toBe('marketplace');
		expect(codeFor([...rules].reverse(), shippedTo('IE'))).toBe('irish');
	});

	test('is that of the country which taxes the sale: of the billing address where the other is none, of the shop where it is picked up', () => {
		const rules = [rule('any'), rule('french', { country: 'FR' }), rule('irish', { country: 'IE' })];
		const billing = { ...countryOnly, line1: '1 Main St', country: 'IE' };
		expect(codeFor(rules, order({ customer: { ...buyer, billing, shipping: countryOnly } }))).toBe('irish');
		expect(codeFor(rules, order({ customer: { ...buyer, billing: null, shipping: countryOnly } }))).toBe('french');
		expect(codeFor(rules, { ...shippedTo('FR'), pickup: { place: null } })).toBe('irish');
		expect(codeFor(rules, { ...shippedTo('IE'), pickup: { place: { ...billing, country: 'FR' } } })).toBe('french');
	});
});

describe('The tax of an order against its codes', () => {
	const facts = {
		company: { ...aCompany, country: 'GB' },
		choices: { ...untouchedDraft, taxedCodeId: '2', untaxedCodeId: '5' },
		taxCodes: [
			{ id: '2', name: '20.0% S', percent: 20 },
			{ id: '5', name: 'Exempt', percent: 0 },
		],
		itemOf: () => plainItem('5'),
		lines: [],
	};
	const part = (tax: number): DraftPart => ({
		key: 'a',
		name: 'Mug',
		quantity: 1,
		net: 1000,
		tax,
		taxRates: ['VAT (20%)'],
		itemId: '5',
	});
	const trouble = (...taxes: number[]) => taxTrouble(taxes.map(part), order({ currency: 'GBP' }), facts);

	test('may be three units off on a line, and no more', () => {
		expect(trouble(203)).toBeNull();
		expect(trouble(197)).toBeNull();
		expect(trouble(204)).toContain('would make it 2.00');
	});

	test('may be no more off in all than a rounding: lines do not all err to one side', () => {
		expect(trouble(203, 202)).toBeNull();
		expect(trouble(203, 203)).toContain('0.06 GBP off');
		expect(trouble(203, 197, 203, 197)).toBeNull();
	});
});
