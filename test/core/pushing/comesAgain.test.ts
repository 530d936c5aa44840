import { describe, expect, test } from '@jest/globals';
import { IntegrationError } from '../../../core/http/integrationError';
import { UnusableCredential } from '../../../core/http/unusableCredential';
import { reasonToComeAgain } from '../../../core/pushing/comesAgain';
import type { StockWrite } from '../../../core/model/listing';
import { sku, stockLevel } from '../../support/levels';
import { asOf, listing } from '../../support/pushWorld';
import { aPushNode, shopIn } from '../../support/shopsWorld';

const gone = new UnusableCredential('The credential "One" does not exist any more', 'Choose another one');
const down = new IntegrationError('unavailable', 'nobody answers');
const level = (text: string) => stockLevel({ sku: sku(text), itemId: text, name: text, quantityOnHand: 4, asOf });
const lost = (): StockWrite => ({ result: 'failed', reason: 'The answer was lost' });
const texts = ['a', 'b', 'c', 'd', 'e'];
const again = (...places: boolean[]) => places.map((comesAgain) => ({ comesAgain }));

/** A shop that takes no lowering of these. */
const losing = (channel: string, ...skus: string[]) =>
	shopIn(channel, { listings: skus.map((text) => listing(text, 9)), write: lost });
const reportOf = async (shops: ReadonlyArray<ReturnType<typeof shopIn>>, skus = texts) =>
	(await aPushNode()(shops, skus.map(level))).report;

describe('Why a run has to come again', () => {
	test('is a level whose lowering failed, and that a trigger delivers once more', async () => {
		const report = await reportOf([losing('one', 'a', 'b')]);
		expect(reasonToComeAgain(report, again(false, true, true, true, true))).toBe('b on One. The answer was lost');
		expect(reasonToComeAgain(report, again(true, false, false, false, false))).toBe('a on One. The answer was lost');
	});

	test('is none where nothing failed, or where no trigger delivers the failed ones once more', async () => {
		const well = await reportOf([shopIn('one', { listings: [listing('a', 4)] })]);
		expect(reasonToComeAgain(well, again(true, true, true, true, true))).toBeNull();
		const report = await reportOf([losing('one', 'a')]);
		expect(reasonToComeAgain(report, again(false, true, true, true, true))).toBeNull();
	});

	test('is a whole shop that failed, where any level comes once more', async () => {
		const report = await reportOf([shopIn('one', {}, { trouble: down }), losing('two', 'a')]);
		expect(reasonToComeAgain(report, again(false, false, false, false, true))).toBe('One: nobody answers');
		expect(reasonToComeAgain(report, again(false, false, false, false, false))).toBeNull();
		expect(reasonToComeAgain(report, [])).toBeNull();
	});

	test('is none where a person has to mend a credential, also for what waits on other shops until then', async () => {
		const report = await reportOf([
			shopIn('one', {}, { trouble: gone }),
			shopIn('two', { listings: [listing('a', 1)] }),
		]);
		const [, two] = report.shops.map(({ result }) => ('failure' in result ? [] : result.outcomes.flat()));
		expect(two?.[0]).toMatchObject({ sku: 'a', outcome: 'heldBack', retry: false });
		expect(reasonToComeAgain(report, again(true, true, true, true, true))).toBeNull();
	});

	test('names three causes, and how many more there are', async () => {
		const report = await reportOf([shopIn('one', {}, { trouble: down }), losing('two', ...texts)]);
		expect(reasonToComeAgain(report, again(true, true, true, true, true))).toBe(
			'One: nobody answers; a on Two. The answer was lost; b on Two. The answer was lost; and 3 more',
		);
	});

	test('is a sum of variations of which QuickBooks did not say all', async () => {
		const members = ['a', 'b'].map((text) => ({
			...listing(text, 9),
			poolRef: 'box',
			parentRef: 'box',
			poolMembers: 2,
		}));
		const pools = [{ product: { ...listing('box', 9), listingRef: 'box', sku: null }, members }];
		const push = aPushNode(async () => await Promise.reject(down));
		const rules = { sharedStock: 'sum' as const };
		const { report } = await push([shopIn('one', { listings: members, pools })], [level('a')], { rules });
		expect(reasonToComeAgain(report, again(true))).toBe(
			'QuickBooks was not asked for levels that share a stock: nobody answers',
		);
		expect(reasonToComeAgain(report, again(false))).toBeNull();
	});
});
