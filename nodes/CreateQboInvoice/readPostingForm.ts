import type { IExecuteFunctions } from 'n8n-workflow';
import { channels } from '../../core/channels/channelRegistry';
import type { DraftChoices } from '../../core/posting/draft/draftSettings';
import { SALE_TYPES } from '../../core/posting/draft/paymentRules';
import type { SalesOrder } from '../../core/model/salesOrder';
import { momentFromMillis, readOptionalMomentIn } from '../../core/model/moment';
import type { TaxRule } from '../../core/posting/draft/taxMap';
import type {
	CustomerChoice,
	CreatedItems,
	MissingItems,
	PostingChoices,
	PostingOptions,
	SellingFeeChoices,
} from '../../core/posting/plan/postingOptions';
import { readChannelRow } from './byChannelFields';
import { readPaymentRules } from './paymentFields';
import {
	readChoice,
	readFields,
	readFlag,
	readList,
	readNonEmptyText,
	readOptionalText,
	readTyped,
	UnreadableError,
} from '../../core/reading/readUnknown';

/** How n8n calls the runs of a published workflow; a test in the editor, of a part of the workflow or by a parent, is none. */
const PUBLISHED_MODES: readonly string[] = ['trigger', 'webhook', 'retry', 'error', 'internal', 'cli'];

/** The values of the form's fields, as text; '' for a field that is not shown or not filled in. */
type Text = (name: string) => string;

/** What the form says for a whole run; the rest stands in the credential. Only the first item is asked: none of these fields takes an expression. */
export function readPostingRun(context: IExecuteFunctions): Omit<PostingOptions, 'ignoreCase'> {
	return {
		writes: writesIn(context.getMode(), readTyped(context.getNodeParameter('postTo', 0, ''), 'Post to QuickBooks')),
		now: momentFromMillis(Date.now()),
		channelName: (id) => channels.find((channel) => channel.id === id)?.displayName ?? id,
	};
}

/** Whether what needs attention leaves by Stock Affected as well. */
export function readTellAtTheEnd(context: IExecuteFunctions): boolean {
	return readFlag(context.getNodeParameter('options.tellAtTheEnd', 0, false), 'Tell at the End of the Run');
}

/** The order whose form is read, with the place of its item. */
interface OrderOfItem {
	readonly index: number;
	readonly value: { readonly order: Pick<SalesOrder, 'channel'> };
}

/** What the form says for the order of one item. Throws UnreadableError, which names the field. */
export function readPostingForm(context: IExecuteFunctions, { index, value: { order } }: OrderOfItem): PostingChoices {
	const raw = (name: string, usual: unknown) => context.getNodeParameter(name, index, usual);
	const ofChannel = readChannelRow(raw('byChannel.values', []), order.channel);
	const text: Text = (name) => ofChannel.get(name) ?? readTyped(raw(name, ''), name);
	const moment = (name: string, label: string) => readOptionalMomentIn(context.getTimezone(), raw(name, ''), label);
	return {
		goLive: moment('goLive', 'Post Orders Placed From'),
		letThroughUntil: moment('letThroughUntil', 'Let Through Until'),
		overwrittenMemos: readOption(text, 'options.overwrittenMemos', 'Overwritten Memos', [
			'needsAttention',
			'markAgain',
		]),
		customer: customerChoice(text),
		missingItems: missingItems(text),
		...(createsItems(text) ? { createdItems: createdItems(text) } : {}),
		recordPayments: text('recordPayments') === 'true',
		sellingFees: sellingFees(text),
		draft: {
			...draftChoices(text),
			taxRules: taxRules(raw('tax.rules.values', [])),
			paymentRules: readPaymentRules(raw('payments.values', [])),
		},
	};
}

function draftChoices(text: Text): Omit<DraftChoices, 'taxRules' | 'paymentRules'> {
	const chosen = (name: string) => orNull(text(`options.${name}`));
	const item = (name: string) => orNull(text(`items.${name}`));
	return {
		documentType: readChoice(text('documentType'), SALE_TYPES, 'Document Type'),
		shippingItemId: item('shippingItem'),
		feeItemId: item('feeItem'),
		giftCertificateItemId: item('giftCertificateItem'),
		discountItemId: item('discountItem'),
		storeCreditItemId: item('storeCreditItem'),
		roundingItemId: item('roundingItem'),
		refundItemId: item('refundItem'),
		termId: chosen('term'),
		dueDays: dueDays(chosen('dueDays')),
		classId: chosen('class'),
		locationId: chosen('location'),
		memo: chosen('memo'),
		amountOnlyRefunds: readOption(text, 'options.amountOnlyRefunds', 'Amount-Only Refunds', ['spread', 'untaxed']),
		unstatedGoods: readOption(text, 'options.unstatedGoods', 'Goods of Refunds', ['stayAway', 'comeBack']),
		unnamedTender: readOption(text, 'options.unnamedTender', 'Totals Below Their Lines', [
			'needsAttention',
			'giftCertificate',
		]),
		beforeStart: readOption(text, 'options.beforeStart', "Sale Before an Item's Start Date", [
			'needsAttention',
			'onStartDate',
		]),
		taxedCodeId: orNull(text('tax.taxedCode')),
		untaxedCodeId: orNull(text('tax.untaxedCode')),
	};
}

/** The first choice is what an option that is not added stands for. An expression may say anything. */
function readOption<T extends string>(text: Text, name: string, label: string, choices: readonly [T, ...T[]]): T {
	const value = text(name);
	return value === '' ? choices[0] : readChoice(value, choices, label);
}

function dueDays(text: string | null): number | null {
	if (text === null) return null;
	if (/^\d{1,3}$/.test(text) && Number(text) <= 365) return Number(text);
	throw new UnreadableError('Days Until Due', 'a whole number from 0 to 365');
}

function sellingFees(text: Text): SellingFeeChoices | null {
	if (readOption(text, 'sellingFees', 'Book Selling Fees', ['off', 'expense']) === 'off') return null;
	return {
		expenseAccountId: readNonEmptyText(text('feeExpenseAccount'), 'Fee Expense Account'),
		payFromAccountId: orNull(text('feesPaidFrom')),
		payee: orNull(text('feeVendor').trim()),
	};
}

function taxRules(raw: unknown): TaxRule[] {
	return readList(raw, 'Codes by Rates', (rule, path) => {
		const fields = readFields(rule, path);
		return {
			rates: readOptionalText(fields.rates, `${path}.Rates`) ?? '',
			country: readOptionalText(fields.country, `${path}.Ship-to Country`),
			marketplace: fields.marketplace === true,
			codeId: readNonEmptyText(fields.code, `${path}.Tax Code`),
		};
	});
}

function missingItems(text: Text): MissingItems {
	const kind = readOption(text, 'missingItems', 'Missing Items', ['needsAttention', 'create', 'fallback']);
	if (kind === 'fallback' && createsItems(text)) return { kind, itemId: orNull(text('fallbackItem')) };
	if (kind === 'fallback')
		return { kind, itemId: readNonEmptyText(text('fallbackItem'), 'Item for lines that QuickBooks has no item for') };
	if (kind === 'needsAttention') return { kind };
	const account = (name: string) => orNull(text(`itemAccounts.${name}`));
	return {
		kind,
		accounts: {
			incomeId: account('incomeAccount'),
			expenseId: account('expenseAccount'),
			assetId: account('assetAccount'),
		},
		unstatedStock: readOption(text, 'unstatedStock', 'If the Order Does Not Say Whether Stock Is Tracked', [
			'needsAttention',
			'inventory',
			'nonInventory',
		]),
	};
}

function createsItems(text: Text): boolean {
	return text('createItems') === 'true';
}

function createdItems(text: Text): CreatedItems {
	return {
		incomeAccountId: orNull(text('createdItemAccounts.incomeAccount')),
		liabilityAccountId: orNull(text('createdItemAccounts.liabilityAccount')),
	};
}

function orNull(text: string): string | null {
	return text === '' ? null : text;
}

function writesIn(mode: string, postTo: string): boolean {
	return postTo === 'always' || (postTo === 'publishedRuns' && PUBLISHED_MODES.includes(mode));
}

function customerChoice(text: Text): CustomerChoice {
	const kind = readOption(text, 'customer', 'Customer', ['channel', 'buyer']);
	return kind === 'buyer' ? { kind } : { kind, name: orNull(text('customerName')) };
}
