import type { Random } from './random.mts';
import type { Acts } from './acts.mts';
import type { Company } from './company.mts';
import { METHODS as BIGCOMMERCE_METHODS } from './shops/bigcommerce.mts';
import { EBAY_TAX } from './shops/ebay.mts';
import { METHOD_TITLES } from './shops/woocommerce.mts';
import type { Services } from './services.mts';
import type { ChannelName, PostingForm } from './protocol.mts';

/** Of accounts and items in the books, made for the check. */
export interface BooksIds {
	readonly fee: string;
	readonly fallback: string;
	readonly rounding: string;
	readonly refund: string;
	readonly giftCertificate: string;
	readonly storeCredit: string;
	readonly discount: string;
	readonly shipping: string;
	readonly deposit: string;
}

/** Accounts of a fresh company: Undeposited Funds, Checking. */
const CHECKING = '35';
const DEPOSITS = ['4', CHECKING];

/** An expense of a fresh company: Merchant Fees. */
export const MERCHANT_FEES = '96';

/** Liabilities of a fresh company: Gift Certificates Outstanding, Store Credit. */
const GIFT_CERTIFICATES = '94';
const STORE_CREDIT = '95';

/** What a bookkeeper sets up before the sync begins: items without stock for what is no goods. */
export async function openItems({ quickbooks }: Services['controls']): Promise<Omit<BooksIds, 'deposit'>> {
	const make = async (name: string, accountId?: string): Promise<string> => {
		const account = accountId === undefined ? {} : { IncomeAccountRef: { value: accountId } };
		const { Id } = await quickbooks.post<{ Id: string }>('item', { Name: name, Type: 'NonInventory', ...account });
		return Id;
	};
	return {
		fee: await make('Fees of the shop'),
		fallback: await make('Goods without an item'),
		rounding: await make('Rounding'),
		refund: await make('Refunds without goods'),
		giftCertificate: await make('Gift certificates sold', GIFT_CERTIFICATES),
		storeCredit: await make('Store credit of buyers', STORE_CREDIT),
		discount: await make('Discounts given'),
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
	{ company, acts, ids }: { readonly company: Company; readonly acts: Acts; readonly ids: Omit<BooksIds, 'deposit'> },
	random: Random,
): PostingForm {
	// A choice that a user has not made; what needs it then asks for it.
	const choice = (name: string, id: string): string | null =>
		acts.has('choices') && random.fork(name).happens(10) ? null : id;
	return {
		numberPrefix: random.oneOf(PREFIXES[channel]),
		goLive: null,
		documentType: random.weighted({ Invoice: 40, SalesReceipt: 30, byPayment: 30 }),
		recordPayments: random.happens(50),
		customer: random.weighted({ channel: 50, buyer: 50 }),
		missingItems: random.weighted({ needsAttention: 40, create: 30, fallback: 30 }),
		fallbackItemId: ids.fallback,
		overwrittenMemos: acts.has('choices') && random.fork('memos').happens(40) ? 'markAgain' : 'needsAttention',
		matchedBefore: random.happens(50),
		ignoreCase: random.happens(50),
		unstatedGoods: random.weighted({ stayAway: 60, comeBack: 40 }),
		amountOnlyRefunds: random.weighted({ spread: 50, untaxed: 50 }),
		beforeStart: random.weighted({ needsAttention: 60, onStartDate: 40 }),
		shippingItemId: random.happens(50) ? ids.shipping : null,
		feeItemId: choice('fee item', ids.fee),
		giftCertificateItemId: choice('gift certificate item', ids.giftCertificate),
		storeCreditItemId: random.fork('store credit').happens(50) ? ids.storeCredit : null,
		discountItemId: random.fork('discounts').happens(50) ? ids.discount : null,
		roundingItemId: choice('rounding item', ids.rounding),
		refundItemId: choice('refund item', ids.refund),
		depositAccountId: random.oneOf(DEPOSITS),
		paymentMethods: drawPaymentMethods(channel, random.fork('payment methods')),
		dueDays: random.fork('terms').oneOf([null, 14, 30]),
		sellingFees: random.fork('selling fees').happens(50)
			? { expenseAccountId: MERCHANT_FEES, payFrom: CHECKING }
			: null,
		taxCodes: drawTaxCodes(company, random.fork('tax codes')),
		taxCodesByName: company.usualCode === null ? {} : { [EBAY_TAX]: company.usualCode },
		untaxedCode: company.untaxedCode,
		includedCode: company.usualCode,
		alsoSold: random.happens(20) ? [...ALSO_SOLD[channel]] : [],
	};
}

/** Methods by the names that the shops draw; eBay has one. */
const METHODS: Readonly<Record<ChannelName, readonly string[]>> = {
	woocommerce: [...Object.values(METHOD_TITLES)],
	bigcommerce: BIGCOMMERCE_METHODS,
	ebay: [],
};

/** One row or two of the user's table of payment methods; half of the users have none. */
function drawPaymentMethods(channel: ChannelName, random: Random): PostingForm['paymentMethods'] {
	if (random.happens(50)) return [];
	return random
		.shuffled(METHODS[channel])
		.slice(0, random.integer(1, 2))
		.map((method) => ({
			method,
			accountId: random.oneOf(DEPOSITS),
			documentType: random.oneOf([null, null, 'Invoice', 'SalesReceipt'] as const),
		}));
}

/** The user's map; one in eight has forgotten a set of rates (rules.md G1). */
function drawTaxCodes({ rateSets }: Company, random: Random): Record<string, string> {
	const mapped = rateSets.flatMap(({ rates, code }) =>
		code === null || rates.length === 0 ? [] : [[rates.join('+'), code] as const],
	);
	const forgotten = random.happens(12) ? random.oneOf([null, ...mapped.map(([rates]) => rates)]) : null;
	return Object.fromEntries(mapped.filter(([rates]) => rates !== forgotten));
}

const ALSO_SOLD: Readonly<Record<ChannelName, readonly string[]>> = {
	woocommerce: ['on-hold'],
	bigcommerce: ['7'],
	ebay: ['IN_PROGRESS'],
};
