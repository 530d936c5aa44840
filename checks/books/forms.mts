import type { Chance } from './chance.mts';
import type { Company } from './company.mts';
import { EBAY_TAX } from './shops/ebay.mts';
import type { Services } from './services.mts';
import type { ChannelName, PostingForm } from './words.mts';

/** Of accounts and items in the books, made for the check. */
export interface BooksIds {
	readonly fee: string;
	readonly fallback: string;
	readonly rounding: string;
	readonly refund: string;
	readonly giftCertificate: string;
	readonly shipping: string;
	readonly deposit: string;
}

/** Accounts of a fresh company: Undeposited Funds, Checking. */
const DEPOSITS = ['4', '35'];

/** What a bookkeeper sets up before the sync begins: items without stock for what is no goods. */
export async function openItems({ quickbooks }: Services['controls']): Promise<Omit<BooksIds, 'deposit'>> {
	const make = async (name: string): Promise<string> => {
		const { Id } = await quickbooks.post<{ Id: string }>('item', { Name: name, Type: 'NonInventory' });
		return Id;
	};
	return {
		fee: await make('Fees of the shop'),
		fallback: await make('Goods without an item'),
		rounding: await make('Rounding'),
		refund: await make('Refunds without goods'),
		giftCertificate: await make('Gift certificates sold'),
		shipping: await make('Shipping charged'),
	};
}

const PREFIXES: Readonly<Record<ChannelName, readonly string[]>> = {
	woocommerce: ['WC-', 'SHOPWOO-'],
	bigcommerce: ['BC-', 'B'],
	ebay: ['EB-', 'EBAYUSA-'],
};

/** How the user of one channel has filled in the form. */
export function drawForm(
	channel: ChannelName,
	company: Company,
	ids: Omit<BooksIds, 'deposit'>,
	chance: Chance,
): PostingForm {
	return {
		numberPrefix: chance.oneOf(PREFIXES[channel]),
		goLive: null,
		documentType: chance.weighted({ Invoice: 40, SalesReceipt: 30, byPayment: 30 }),
		recordPayments: chance.happens(50),
		customer: chance.weighted({ channel: 50, buyer: 50 }),
		missingItems: chance.weighted({ needsAttention: 40, create: 30, fallback: 30 }),
		fallbackItemId: ids.fallback,
		matchedBefore: chance.happens(50),
		ignoreCase: chance.happens(50),
		unstatedGoods: chance.weighted({ stayAway: 60, comeBack: 40 }),
		amountOnlyRefunds: chance.weighted({ spread: 50, untaxed: 50 }),
		beforeStart: chance.weighted({ needsAttention: 60, onStartDate: 40 }),
		shippingItemId: chance.happens(50) ? ids.shipping : null,
		feeItemId: ids.fee,
		giftCertificateItemId: ids.giftCertificate,
		roundingItemId: ids.rounding,
		refundItemId: ids.refund,
		depositAccountId: chance.oneOf(DEPOSITS),
		taxCodes: drawTaxCodes(company, chance.for('tax codes')),
		taxCodesByName: company.usualCode === null ? {} : { [EBAY_TAX]: company.usualCode },
		untaxedCode: company.untaxedCode,
		includedCode: company.usualCode,
		alsoSold: chance.happens(20) ? [...ALSO_SOLD[channel]] : [],
	};
}

/** The user's map; one in eight has forgotten a set of rates (rules.md G1). */
function drawTaxCodes({ rateSets }: Company, chance: Chance): Record<string, string> {
	const mapped = rateSets.flatMap(({ rates, code }) =>
		code === null || rates.length === 0 ? [] : [[rates.join('+'), code] as const],
	);
	const forgotten = chance.happens(12) ? chance.oneOf([null, ...mapped.map(([rates]) => rates)]) : null;
	return Object.fromEntries(mapped.filter(([rates]) => rates !== forgotten));
}

const ALSO_SOLD: Readonly<Record<ChannelName, readonly string[]>> = {
	woocommerce: ['on-hold'],
	bigcommerce: ['7'],
	ebay: ['IN_PROGRESS'],
};
