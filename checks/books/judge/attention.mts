import { latestVersion, type AccountantEdit, type OrderHistory } from '../orderHistory.mts';
import { closedUpTo } from '../accountant.mts';
import { minorOf, sum } from '../money.mts';
import { leftOf, moneyOf, type OrderTruth, type TrueLine } from '../orderTruth.mts';
import type { Environment } from '../environment.mts';
import type { PostingForm } from '../protocol.mts';
import { dayIn, startsOf } from './days.mts';
import { restockedOf } from './expected.mts';
import { hasUnlistedCredit } from './lostCredits.mts';

/** A reason for `needsAttention` that the rules name, the pattern of its sentence, and when it is justified. */
interface AttentionReason {
	readonly rule: string;
	readonly pattern: RegExp;
	readonly isJustified: (history: OrderHistory, environment: Environment) => boolean;
}

const anyVersion = (history: OrderHistory, isSo: (version: OrderHistory['versions'][number]) => boolean): boolean =>
	history.versions.some(isSo);

/** Units of a line that all refunds together name. */
function unitsBackOf({ refunds }: OrderTruth, lineId: string): number {
	return sum(
		refunds
			.flatMap(({ lines }) => lines)
			.filter((line) => line.lineId === lineId)
			.map(({ quantity }) => quantity),
	);
}

/** Whether a line has fewer units by now than the refunds named that the order had then. */
function leavesFewerThanBack({ lines }: OrderTruth, before: OrderTruth): boolean {
	const named = before.refunds.flatMap((refund) => refund.lines);
	return named.some(
		({ lineId }) => unitsBackOf(before, lineId) > (lines.find((line) => line.lineId === lineId)?.quantity ?? 0),
	);
}

/** Whether a refund names a line or a charge that the order does not have. */
function namesGone({ lines, charges, refunds }: OrderTruth): boolean {
	const known = new Set([...lines.map(({ lineId }) => lineId), ...charges.map(({ chargeId }) => chargeId)]);
	return refunds.some((refund) => refund.lines.some(({ lineId }) => !known.has(lineId)));
}

/** Units of each line that the shop has back, as a text to compare. */
function unitsBackIn({ lines, refunds }: OrderTruth): string {
	return JSON.stringify(lines.map((line) => [line.lineId, restockedOf(line, refunds)]));
}

/** All reasons for which an order may be left to a person. Any other reason is a failure of the product. */
export const ATTENTION_REASONS: Readonly<Record<string, AttentionReason>> = {
	unknownSku: {
		rule: 'B3: posted whole or not at all',
		pattern: /SKU that QuickBooks does not know/,
		isJustified: ({ oddities, channel }, { forms }) =>
			oddities.includes('otherCase') ||
			(forms[channel].missingItems === 'needsAttention' && oddities.includes('unknownSku')),
	},
	ambiguousSku: {
		rule: 'B3',
		pattern: /SKU that several items in QuickBooks carry/,
		isJustified: ({ oddities }) => oddities.includes('ambiguousSku'),
	},
	withoutSku: {
		rule: 'B3; an item without SKU could not be found again, so none is made',
		pattern: /has no SKU/,
		isJustified: ({ oddities, channel }, { forms }) =>
			forms[channel].missingItems !== 'fallback' && oddities.includes('withoutSku'),
	},
	changedByPeople: {
		rule: 'A2, C3',
		pattern: /was changed in QuickBooks/,
		isJustified: ({ accountantEdits }) => accountantEdits.size > 0,
	},
	voidedByPeople: {
		rule: 'A2, C5',
		pattern: /was voided in QuickBooks by someone/,
		isJustified: ({ accountantEdits }) => accountantEdits.has('voided'),
	},
	deletedByPeople: {
		rule: 'A2, C2: a document that a person deleted is not written again by itself',
		pattern: /was deleted/,
		isJustified: ({ accountantEdits }) => accountantEdits.has('deleted'),
	},
	maybeDeletedByPeople: {
		rule: 'A2, C2: a process that began after a deletion does not know whose document it was; older orders without one are for a person',
		pattern: /Somebody deleted .* It may have been this/,
		isJustified: (_, { deletedTypes }) => deletedTypes.size > 0,
	},
	heldBack: {
		rule: 'C2: many creations of orders older than what the books have; the check lets them through until somebody deletes a document, and where no memo was written over',
		pattern: /Held back by the circuit breaker of creations/,
		isJustified: (_, { deletedTypes, overwritten }) => deletedTypes.size > 0 || overwritten.size > 0,
	},
	memoOverwritten: {
		rule: 'C2: a document without marker that agrees with the order is ours, and a person marks it again',
		pattern:
			/written over its memo|was not made by this sync|bears no mark of this sync|The mark could not be put back/,
		isJustified: ({ accountantEdits }) => accountantEdits.has('memo'),
	},
	maybeCredited: {
		rule: "C2: of a credit buyer, day and total are enough to ask a person, where its number does not say that it is another order's either",
		pattern: /may be this credit: buyer, day and total agree/,
		isJustified: ({ buyer }, { overwritten }) =>
			[...overwritten].some((other) => other.buyer === buyer && hasUntoldCredit(other)),
	},
	maybeEdited: {
		rule: 'C2, A2: where nothing but buyer, day and goods tell whose sale has lost its marker, a person does, be it void or not: of its order, and of the others of that buyer and day',
		pattern: /may be this order, which was edited since|is void and may have been this order's sale/,
		isJustified: (history, { overwritten }) =>
			overwritten.has(history) ||
			[...overwritten].some((other) => other.buyer === history.buyer && daysApart(other, history) <= DAYS_ALIKE),
	},
	inactiveItem: {
		rule: 'an inactive item is said to be inactive; a person makes it active again',
		pattern: /inactive/,
		isJustified: (history, { company }) =>
			company.inactive.some(({ sku }) =>
				anyVersion(history, ({ truth }) => truth.lines.some((line) => line.sku === sku)),
			),
	},
	threeDecimals: {
		rule: 'G4: a third decimal that is not zero',
		pattern: /QuickBooks keeps two decimals/,
		isJustified: (history) => anyVersion(history, ({ truth }) => truth.currency === 'KWD'),
	},
	notChosen: {
		rule: 'what the user has not chosen is asked for',
		pattern: /choose a (Fee|Gift Certificate|Store Credit|Rounding) Item in this node/,
		isJustified: ({ channel }, { forms }) => {
			const { feeItemId, giftCertificateItemId, roundingItemId } = forms[channel];
			return [feeItemId, giftCertificateItemId, roundingItemId].includes(null);
		},
	},
	manyLines: {
		rule: 'docs/guides/posting.md: the marker tells the lines of an order of dozens no longer apart',
		pattern: /has too many lines for its marker/,
		isJustified: (history) => anyVersion(history, ({ truth }) => truth.lines.length >= 20),
	},
	refundGone: {
		rule: 'D6: a credit whose refund the order has no more; which version one shows whose memo was written over, nobody knows',
		pattern: /The shop has no refund any more for/,
		isJustified: (history) =>
			history.acts.includes('deleteRefund') || history.acts.includes('refundDeclined') || hasUnlistedCredit(history),
	},
	otherUnits: {
		rule: 'D6, A2: a credit that says other units than the shop says now, and that people changed or a closed period holds',
		pattern: /says by now that other units came back/,
		isJustified: (history, { company }) =>
			(['changed', 'renumbered', 'lines'].some((edit) => history.accountantEdits.has(edit as AccountantEdit)) ||
				closedUpTo(company) !== null) &&
			new Set(history.versions.map(({ truth }) => unitsBackIn(truth))).size > 1,
	},
	sellingFees: {
		rule: 'docs/decisions/selling-fees.md: in a closed period, in another currency without multicurrency, with a third decimal',
		pattern: /Its selling fees .*: book them by hand/,
		isJustified: (history, { company, forms }) =>
			forms[history.channel].sellingFees !== null &&
			history.sellingFees.length > 0 &&
			(closedUpTo(company) !== null ||
				anyVersion(history, ({ truth }) => truth.currency === 'KWD' || truth.currency !== company.currency)),
	},
	deposited: {
		rule: 'D1, 6540',
		pattern: /deposited/,
		isJustified: ({ accountantEdits }) => accountantEdits.has('deposited'),
	},
	cancelledPaid: {
		rule: 'D2: paid and cancelled without a refund',
		pattern: /cancelled without a refund/,
		isJustified: (history) =>
			anyVersion(
				history,
				({ state, truth }) =>
					state === 'cancelled' && truth.payments.some(({ paid }) => paid) && Number(truth.refunded) === 0,
			),
	},
	cancelledPartlyPaidBack: {
		rule: 'D7: below what was paid, a cancellation asks where the rest of the money is',
		pattern: /cancelled after .* went back/,
		isJustified: (history) => {
			const { truth, state } = latestVersion(history);
			return state === 'cancelled' && Number(truth.refunded) > 0 && leftOf(truth) > 0;
		},
	},
	wentUpAfterReceipt: {
		rule: 'D8: paid is what was paid at the time; a receipt has nothing open',
		pattern: /The order went up to .* as paid/,
		isJustified: (history) =>
			history.versions.some(
				({ truth }, place) => place > 0 && Number(truth.total) > Number(history.versions[place - 1]?.truth.total),
			),
	},
	editedThenOff: {
		rule: 'D2: called off after an edit that the document does not show',
		pattern: /was edited before it was called off/,
		isJustified: (history) => anyVersion(history, ({ state }) => state === 'cancelled') && wasEdited(history),
	},
	belowNothing: {
		rule: 'a negative fee or discount above the goods, or an edit below what tender paid: QuickBooks books no document below nothing',
		pattern: /The order comes to (less than nothing|.* of store credit and gift certificates paid for it)/,
		isJustified: (history) => anyVersion(history, ({ truth }) => moneyOf(truth) < 0),
	},
	cameDown: {
		rule: 'D2, C3: an edit below what is paid or credited',
		pattern: /came down to .* is paid or credited already/,
		isJustified: (history) =>
			history.versions.some(
				({ truth }, place) => place > 0 && Number(truth.total) < Number(history.versions[place - 1]?.truth.total),
			),
	},
	goneFromOrder: {
		rule: 'G6: a refund of what an edit took out of the order, whose tax no code comes to or the channel does not say',
		pattern: /names something that the order has no more/,
		isJustified: (history) => anyVersion(history, ({ truth }) => namesGone(truth)),
	},
	moreRefundedThanSold: {
		rule: 'D2: more went back than was paid, as a shop says where it hides decimals, or than an edit left or did not add to the document; G5: or than it holds without a rounding item',
		pattern: /went back, and only .* is not credited yet/,
		isJustified: (history, { forms }) =>
			history.accountantEdits.has('lines') ||
			forms[history.channel].roundingItemId === null ||
			mostRefunded(history) > Math.min(...totalsOf(history)),
	},
	moreBackThanSold: {
		rule: 'D2: an edit left fewer units than came back before, also by a refund that the shop has deleted since',
		pattern: /was credited than sold|fewer units of a line than came back/,
		isJustified: (history) =>
			history.accountantEdits.has('lines') ||
			history.versions.some(({ truth }, place) =>
				history.versions.slice(place).some((later) => leavesFewerThanBack(later.truth, truth)),
			),
	},
	doubleGone: {
		rule: 'C4: the younger of two documents is voided and reported',
		pattern: /was posted by another run as well and is voided again/,
		isJustified: ({ runModes }) => runModes.has('sideBySide') || runModes.has('cutAfter') || runModes.has('stopped'),
	},
	wentBack: {
		rule: 'C5: a status that goes back',
		pattern: /went back to/,
		isJustified: (history) => anyVersion(history, ({ state }) => state === 'open' || state === 'reserving'),
	},
	closedBooks: {
		rule: 'G7: closed books',
		pattern: /books are closed|6200|6210/,
		isJustified: (history, { company }) =>
			anyVersion(history, ({ truth }) => dayIn(truth.placedAt, company.timeZone) <= (closedUpTo(company) ?? '')),
	},
	beforeStart: {
		rule: 'G7: a sale before its item is counted',
		pattern: /is counted in QuickBooks from/,
		isJustified: (history, { company, forms }) =>
			forms[history.channel].beforeStart === 'needsAttention' &&
			startsOf(history, company.lateStarts).some((start) =>
				anyVersion(history, ({ truth }) => dayIn(truth.placedAt, company.timeZone) < start),
			),
	},
	unmappedTax: {
		rule: 'G1: a set of rates that the user has not mapped',
		pattern: /is taxed with ".*": choose a tax code|is not taxed: choose the Tax Code/,
		isJustified: (history, { company, forms }) =>
			company.country !== 'US' && anyVersion(history, ({ truth }) => hasUnmapped(truth, forms[history.channel])),
	},
	beyondRounding: {
		rule: "G5: tax of the shop that no rounding explains (WooCommerce multiplies a unit's rounded tax when units are edited)",
		pattern:
			/bears .* of tax .* would make it|The tax codes chosen in this node come to a tax|That is no rounding: check the tax codes/,
		isJustified: (history, { company, forms }) =>
			company.country !== 'US' &&
			history.channel !== 'ebay' &&
			(hasOddTaxOfWholePrices(history, forms[history.channel]) ||
				anyVersion(history, ({ truth }) => isOddlyTaxed(truth))),
	},
	bundleRates: {
		rule: 'E9, docs/decisions/bundles.md: different rates inside a bundle without an item of its own',
		pattern: /and what it is made of are taxed at different rates/,
		isJustified: ({ bundle }) => bundle !== null,
	},
	noAddress: {
		rule: 'G2: US sales tax without an address',
		pattern: /has sales tax and no address/,
		isJustified: (history, { company }) => company.country === 'US' && history.versions.length > 0,
	},
	foreignCurrency: {
		rule: 'G8: a company without multicurrency',
		pattern: /multicurrency/i,
		isJustified: (history, { company }) => anyVersion(history, ({ truth }) => truth.currency !== company.currency),
	},
};

/** Whether a credit has lost its mark and may have a number that does not say whose it is: a person changed it or that of its sale, or it is hashed, as eBay's may be. */
function hasUntoldCredit({ unmarked, accountantEdits, channel }: OrderHistory): boolean {
	const hasCredit = [...unmarked.values()].some((refundId) => refundId !== null);
	return hasCredit && (accountantEdits.has('renumbered') || channel === 'ebay');
}

/** The day of a document in the company's zone is at most one beside that of its order in UTC, and an accountant sets it a day back. */
const DAYS_ALIKE = 3;

/** Between the moments at which two orders were placed. */
function daysApart(...histories: readonly [OrderHistory, OrderHistory]): number {
	const [one = NaN, other = NaN] = histories.map((history) => Date.parse(latestVersion(history).truth.placedAt));
	return Math.abs(one - other) / 86_400_000;
}

/** The document may show any version so far: a receipt does not go up, and an order that is called off is not updated. */
function totalsOf({ versions }: OrderHistory): number[] {
	return versions.map(({ truth: { total, currency } }) => minorOf(total, currency));
}

function mostRefunded({ versions }: OrderHistory): number {
	return Math.max(
		...versions.map(({ truth: { refunds, currency } }) => sum(refunds.map(({ total }) => minorOf(total, currency)))),
	);
}

/** Whether two versions sell other things, or for other amounts. */
function wasEdited({ versions }: OrderHistory): boolean {
	return new Set(versions.map(({ truth }) => JSON.stringify([truth.total, truth.lines, truth.charges]))).size > 1;
}

/** What was known of the order when something was said of it: the version that it was said of, and those before. */
export function knownAt(modifiedAt: string, history: OrderHistory): OrderHistory {
	return { ...history, versions: history.versions.filter(({ read }) => read.modifiedAt <= modifiedAt) };
}

/** Why this reason for `needsAttention` is not justified; null when the rules allow it. */
export function unjustified(reason: string, history: OrderHistory, environment: Environment): string | null {
	const read = Object.entries(ATTENTION_REASONS).filter(([, { pattern }]) => pattern.test(reason));
	if (read.length === 0) return `asks for a person for a reason that no rule names: ${reason}`;
	const [first] = read;
	if (read.some(([, { isJustified }]) => isJustified(history, environment))) return null;
	return `asks for a person without ground (${first?.[0] ?? ''}): ${reason}`;
}

/**
 * A fee of BigCommerce bears a tax of which the API names no rate: nobody can map that. Where discounts are lines of their own, goods bear the tax of
 * their whole price.
 */
function hasUnmapped(
	{ channel, lines, charges }: OrderTruth,
	{ taxCodes, discountItemId }: Pick<PostingForm, 'taxCodes' | 'discountItemId'>,
): boolean {
	const isMapped = ({ taxRates }: Pick<TrueLine, 'taxRates'>): boolean =>
		taxCodes[taxRates.map(({ percent }) => percent).join('+')] !== undefined;
	const bearsTax = ({ tax }: Pick<TrueLine, 'tax'>): boolean => Number(tax) !== 0;
	if (channel === 'ebay') return false;
	const taxed = [
		...lines.filter((line) => bearsTax(line) || (discountItemId !== null && line.taxRates.length > 0)),
		...charges.filter(bearsTax),
	];
	const unnamed = channel === 'bigcommerce' && charges.some((charge) => charge.kind === 'fee' && bearsTax(charge));
	return unnamed || !taxed.every(isMapped);
}

/** Where discounts are lines of their own, goods bear the tax of their whole price, which an order of WooCommerce multiplies as well and a truth does not show. */
function hasOddTaxOfWholePrices(
	history: OrderHistory,
	{ discountItemId }: Pick<PostingForm, 'discountItemId'>,
): boolean {
	return discountItemId !== null && history.channel === 'woocommerce' && wasEdited(history);
}

/** By more than a rounding: 3 of the smallest coins on one line, 5 over all of them. */
function isOddlyTaxed({ lines, charges, currency }: OrderTruth): boolean {
	const gaps = [...lines, ...charges].map(({ net, tax, taxRates }) => {
		const percent = sum(taxRates.map((rate) => Number(rate.percent)));
		return Math.round((minorOf(net, currency) * percent) / 100) - minorOf(tax, currency);
	});
	return gaps.some((gap) => Math.abs(gap) >= 3) || Math.abs(sum(gaps)) >= 5;
}
