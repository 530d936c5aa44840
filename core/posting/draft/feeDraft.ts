import { dayIn } from '../../model/moment';
import { sum, type Money } from '../../model/money';
import { identityKey, identityOf, SELLING_FEES } from '../../model/orderIdentity';
import { moneyPayments } from '../../model/payments';
import type { SalesOrder, SellingFee } from '../../model/salesOrder';
import { plainText, shortHash } from '../../model/text';
import { toHundredths } from './documentLines';
import type { DraftChoices } from './draftSettings';
import { required } from './draftPart';
import { draftCurrency } from './saleDraft';
import { needsTaxCodes, type DraftingCompany } from '../../quickbooks/company';
import { noteWithMarker } from '../../quickbooks/documentMarker';
import { expenseContent, type FeeExpense } from '../../quickbooks/feeExpense';
import type { Fields } from '../../reading/readUnknown';

interface FeeHeader {
	readonly number: string;
	readonly vendorId: string;
	readonly expenseAccountId: string;
	readonly payFromAccountId: string;
}

export interface FeeFacts {
	readonly company: DraftingCompany;
	readonly choices: Pick<DraftChoices, 'classId' | 'locationId'>;
}

/** The expense that stands for an order's fees: the identity of its marker. */
export function feeIdentity(order: SalesOrder): string {
	return identityKey(identityOf(order, SELLING_FEES));
}

/** What tells one state of an order's fees from another. */
export function feeFingerprint({ sellingFees }: SalesOrder): string {
	return shortHash(
		sellingFees.map(({ feeId, amount, currency }) => JSON.stringify([feeId, amount, currency])).sort(),
		16,
	);
}

/** What the fees come to, less what was given back; all are of one currency. */
export function feeTotal({ sellingFees }: SalesOrder): Money {
	return sum(sellingFees.map(({ amount }) => amount));
}

/** The day on which the first fee was kept: its own, else that of the money, else the order's. The company's day, YYYY-MM-DD. */
export function feeDay(order: SalesOrder, { timeZone }: DraftingCompany): string {
	const [first] = order.sellingFees.flatMap(({ chargedAt }) => chargedAt ?? []).sort();
	return dayIn(first ?? moneyPayments(order)[0]?.paidAt ?? order.placedAt, timeZone);
}

/** The body of a new expense. An amount with a third decimal makes this throw: ask `feeTrouble` first. */
export function draftFees(order: SalesOrder, header: FeeHeader, facts: FeeFacts): Fields {
	const { company, choices } = facts;
	const body = {
		PaymentType: 'Cash',
		AccountRef: { value: header.payFromAccountId },
		EntityRef: { value: header.vendorId, type: 'Vendor' },
		DocNumber: header.number,
		TxnDate: feeDay(order, company),
		...(company.multiCurrency ? draftCurrency(order, company.homeCurrency) : {}),
		...(choices.locationId === null ? {} : { DepartmentRef: { value: choices.locationId } }),
		// A marketplace's invoice says what of its fees is tax; the order does not.
		...(needsTaxCodes(company) ? { GlobalTaxCalculation: 'NotApplicable' } : {}),
		Line: order.sellingFees.filter(({ amount }) => amount !== 0).map((fee) => draftFeeLine(fee, header, facts)),
	};
	return { ...body, PrivateNote: noteWithMarker(toHumanNote(order), toMarker(order, body)) };
}

/** The body that brings an expense to the fees as they are now. Its number and day stay. */
export function draftFeeUpdate(order: SalesOrder, expense: FeeExpense, header: FeeHeader, facts: FeeFacts): Fields {
	const fresh = draftFees(order, header, facts);
	const body = { ...fresh, DocNumber: expense.number ?? header.number, TxnDate: expense.day };
	return {
		...body,
		Id: expense.id,
		SyncToken: expense.syncToken,
		sparse: true,
		PrivateNote: noteWithMarker(expense.note, toMarker(order, body)),
	};
}

function draftFeeLine(
	{ name, amount, currency }: SellingFee,
	header: FeeHeader,
	{ company, choices }: FeeFacts,
): Fields {
	return {
		DetailType: 'AccountBasedExpenseLineDetail',
		Amount: required(toHundredths(amount, currency), 'two decimals') / 100,
		Description: plainText(name, 1000),
		AccountBasedExpenseLineDetail: {
			AccountRef: { value: header.expenseAccountId },
			...(company.classPer === 'line' && choices.classId !== null ? { ClassRef: { value: choices.classId } } : {}),
		},
	};
}

function toHumanNote({ channel, account, orderNumber }: SalesOrder): string {
	return plainText(`Selling fees of ${channel} order ${orderNumber} of ${account}`, 500);
}

function toMarker(order: SalesOrder, body: Fields) {
	return {
		identity: feeIdentity(order),
		version: order.modifiedAt,
		fingerprint: feeFingerprint(order),
		generation: 1,
		content: expenseContent(body),
		lineKeys: [],
		tax: null,
		voidReason: null,
	};
}
