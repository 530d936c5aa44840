import type { OrderHistory } from '../orderHistory.mts';
import { closedUpTo } from '../accountant.mts';
import { minorOf, sum } from '../money.mts';
import type { OrderTruth, TrueLine } from '../orderTruth.mts';
import type { Environment } from '../environment.mts';
import { dayIn, startsOf } from './days.mts';

/** A reason to ask for a person that the rules name, how it reads, and when it may be given. */
interface Ground {
	readonly rule: string;
	readonly reads: RegExp;
	readonly isGiven: (history: OrderHistory, environment: Environment) => boolean;
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

/** Everything for which an order may be left to a person. What none of these allows is a failure of the product. */
export const GROUNDS: Readonly<Record<string, Ground>> = {
	unknownSku: {
		rule: 'B3: posted whole or not at all',
		reads: /SKU that QuickBooks does not know/,
		isGiven: ({ oddities, channel }, { forms }) =>
			oddities.includes('otherCase') ||
			(forms[channel].missingItems === 'needsAttention' && oddities.includes('unknownSku')),
	},
	ambiguousSku: {
		rule: 'B3',
		reads: /SKU that several items in QuickBooks carry/,
		isGiven: ({ oddities }) => oddities.includes('ambiguousSku'),
	},
	withoutSku: {
		rule: 'B3; an item without SKU could not be found again, so none is made',
		reads: /has no SKU/,
		isGiven: ({ oddities, channel }, { forms }) =>
			forms[channel].missingItems !== 'fallback' && oddities.includes('withoutSku'),
	},
	changedByPeople: {
		rule: 'A2, C3',
		reads: /was changed in QuickBooks/,
		isGiven: ({ accountantEdits }) => accountantEdits.has('changed') || accountantEdits.has('deposited'),
	},
	voidedByPeople: {
		rule: 'A2, C5',
		reads: /was voided in QuickBooks by someone/,
		isGiven: ({ accountantEdits }) => accountantEdits.has('voided'),
	},
	deposited: {
		rule: 'D1, 6540',
		reads: /deposited/,
		isGiven: ({ accountantEdits }) => accountantEdits.has('deposited'),
	},
	cancelledPaid: {
		rule: 'D2: paid and cancelled without a refund',
		reads: /cancelled without a refund/,
		isGiven: (history) =>
			anyVersion(history, ({ state, truth }) => state === 'cancelled' && truth.paid && truth.refunds.length === 0),
	},
	cameDown: {
		rule: 'D2, C3: an edit below what is paid or credited',
		reads: /came down to .* is paid or credited already/,
		isGiven: (history) =>
			history.versions.some(
				({ truth }, place) => place > 0 && Number(truth.total) < Number(history.versions[place - 1]?.truth.total),
			),
	},
	moreRefundedThanSold: {
		rule: 'D2: the shop says that more went back than was paid, as it does where it hides decimals',
		reads: /went back, and only .* is not credited yet/,
		isGiven: (history) =>
			anyVersion(history, ({ truth }) => sum(truth.refunds.map(({ total }) => Number(total))) > Number(truth.total)),
	},
	moreBackThanSold: {
		rule: 'D2: an edit left fewer units than came back before',
		reads: /was credited than sold|fewer units of a line than came back/,
		isGiven: (history) =>
			anyVersion(history, ({ truth }) =>
				truth.refunds
					.flatMap(({ lines }) => lines)
					.some(
						({ lineId }) =>
							unitsBackOf(truth, lineId) > (truth.lines.find((line) => line.lineId === lineId)?.quantity ?? 0),
					),
			),
	},
	doubleGone: {
		rule: 'C4: the younger of two documents is voided and reported',
		reads: /was posted by another run as well and is voided again/,
		isGiven: ({ runModes }) => runModes.has('sideBySide') || runModes.has('cutAfter') || runModes.has('stopped'),
	},
	wentBack: {
		rule: 'C5: a status that goes back',
		reads: /went back to/,
		isGiven: (history) => anyVersion(history, ({ state }) => state === 'open' || state === 'reserving'),
	},
	closedBooks: {
		rule: 'G7: closed books',
		reads: /books are closed|6200|6210/,
		isGiven: (history, { company }) =>
			anyVersion(history, ({ truth }) => dayIn(truth.placedAt, company.timeZone) <= (closedUpTo(company) ?? '')),
	},
	beforeStart: {
		rule: 'G7: a sale before its item is counted',
		reads: /is counted in QuickBooks from/,
		isGiven: (history, { company, forms }) =>
			forms[history.channel].beforeStart === 'needsAttention' &&
			startsOf(history, company.lateStarts).some((start) =>
				anyVersion(history, ({ truth }) => dayIn(truth.placedAt, company.timeZone) < start),
			),
	},
	unmappedTax: {
		rule: 'G1: a set of rates that the user has not mapped',
		reads: /is taxed with ".*": choose a tax code|is not taxed: choose the Tax Code/,
		isGiven: (history, { company, forms }) =>
			company.country !== 'US' &&
			anyVersion(history, ({ truth }) => hasUnmapped(truth, forms[history.channel].taxCodes)),
	},
	beyondRounding: {
		rule: "G5: tax of the shop that no rounding explains (WooCommerce multiplies a unit's rounded tax when units are edited)",
		reads: /bears .* of tax .* would make it|The tax codes chosen in this node come to a tax/,
		isGiven: (history, { company }) =>
			company.country !== 'US' && history.channel !== 'ebay' && anyVersion(history, ({ truth }) => isOddlyTaxed(truth)),
	},
	bundleRates: {
		rule: 'E9, docs/decisions/bundles.md: different rates inside a bundle without an item of its own',
		reads: /and what it is made of are taxed at different rates/,
		isGiven: ({ bundle }) => bundle !== null,
	},
	noAddress: {
		rule: 'G2: US sales tax without an address',
		reads: /has sales tax and no address/,
		isGiven: (history, { company }) => company.country === 'US' && history.versions.length > 0,
	},
	foreignCurrency: {
		rule: 'G8: a company without multicurrency',
		reads: /multicurrency/i,
		isGiven: (history, { company }) => anyVersion(history, ({ truth }) => truth.currency !== company.currency),
	},
};

/** Why an order may not ask for a person with these words; null when the rules allow it. */
export function objection(reason: string, history: OrderHistory, environment: Environment): string | null {
	const read = Object.entries(GROUNDS).filter(([, { reads }]) => reads.test(reason));
	if (read.length === 0) return `asks for a person for a reason that no rule names: ${reason}`;
	const [first] = read;
	if (read.some(([, { isGiven }]) => isGiven(history, environment))) return null;
	return `asks for a person without ground (${first?.[0] ?? ''}): ${reason}`;
}

/** A fee of BigCommerce bears a tax of which the API names no rate: nobody can map that. */
function hasUnmapped({ channel, lines, charges }: OrderTruth, taxCodes: Readonly<Record<string, string>>): boolean {
	const isMapped = ({ taxRates, tax }: { readonly taxRates: TrueLine['taxRates']; readonly tax: string }): boolean =>
		Number(tax) === 0 || taxCodes[taxRates.map(({ percent }) => percent).join('+')] !== undefined;
	if (channel === 'ebay') return false;
	const unnamed = channel === 'bigcommerce' && charges.some(({ kind, tax }) => kind === 'fee' && Number(tax) !== 0);
	return unnamed || ![...lines, ...charges].every(isMapped);
}

/** By more than a rounding: 3 of the smallest coins on one line, 5 over all of them. */
function isOddlyTaxed({ lines, charges, currency }: OrderTruth): boolean {
	const gaps = [...lines, ...charges].map(({ net, tax, taxRates }) => {
		const percent = sum(taxRates.map((rate) => Number(rate.percent)));
		return Math.round((minorOf(net, currency) * percent) / 100) - minorOf(tax, currency);
	});
	return gaps.some((gap) => Math.abs(gap) >= 3) || Math.abs(sum(gaps)) >= 5;
}
