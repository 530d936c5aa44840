import type { Company, DocumentName } from '../company.mts';
import { goodsLines, isDiscountLine, isShippingLine, sumOf } from '../documents/lineKinds.mts';
import { listAt, numberAt, textAt, type Json, type Row } from '../json.mts';
import { cents } from '../money.mts';
import { linksOf, unapplied } from '../paymentLinks.mts';
import { ACCOUNT_IDS } from '../seed/accounts.mts';

/** One side of a booking, in cents of the transaction's currency: debits above zero, credits below. */
export interface Entry {
	readonly account: string;
	readonly amount: bigint;
	/** Where the amount came into the books at another rate than the transaction's. */
	readonly rate?: number | null;
}

/** Sales debit who owes the money or where it lies, and credit income and tax; credits and refunds are the reverse. */
export function documentEntries(name: DocumentName, row: Row): readonly Entry[] {
	const sign = name === 'Invoice' || name === 'SalesReceipt' ? 1n : -1n;
	const total = amountOf(row, 'TotalAmt');
	const tax = cents(numberAt(row, 'TxnTaxDetail', 'TotalTax') ?? 0);
	const goods = goodsLines(row);
	const income = goods.map((line) => ({ account: incomeAccount(line), amount: -cents(numberAt(line, 'Amount') ?? 0) }));
	const discounts = listAt(row, 'Line')
		.filter(isDiscountLine)
		.map((line) => ({
			account: textAt(line, 'DiscountLineDetail', 'DiscountAccountRef', 'value') ?? ACCOUNT_IDS.discounts,
			// Without the tax that it took off with it.
			amount: sumOf(goods) + tax - total,
		}));
	const entries = [...moneySide(name, row, total), ...income, ...discounts, { account: ACCOUNT_IDS.tax, amount: -tax }];
	return entries.filter(({ amount }) => amount !== 0n).map((entry) => ({ ...entry, amount: sign * entry.amount }));
}

function moneySide(name: DocumentName, row: Row, total: bigint): readonly Entry[] {
	const account = textAt(row, 'DepositToAccountRef', 'value') ?? ACCOUNT_IDS.undeposited;
	if (name === 'SalesReceipt' || name === 'RefundReceipt') return [{ account, amount: total }];
	const deposit = name === 'Invoice' ? amountOf(row, 'Deposit') : 0n;
	return [
		{ account: ACCOUNT_IDS.receivable, amount: total - deposit },
		{ account, amount: deposit },
	];
}

function incomeAccount(line: Json): string {
	if (isShippingLine(line)) return ACCOUNT_IDS.shipping;
	return textAt(line, 'SalesItemLineDetail', 'ItemAccountRef', 'value') ?? ACCOUNT_IDS.income;
}

/** A payment moves what customers owe to where the money lies; what it settles leaves the books at the rate that it came with. */
export function paymentEntries(company: Company, row: Row): readonly Entry[] {
	const [total, links] = [amountOf(row, 'TotalAmt'), linksOf(row)];
	const settled = links.map(({ name, id, amount }) => ({
		account: ACCOUNT_IDS.receivable,
		amount: name === 'Invoice' ? -amount : amount,
		rate: numberAt(company.tables[name].get(id), 'ExchangeRate'),
	}));
	const left = { account: ACCOUNT_IDS.receivable, amount: -unapplied(total, links) };
	const deposit = { account: textAt(row, 'DepositToAccountRef', 'value') ?? ACCOUNT_IDS.undeposited, amount: total };
	return [deposit, ...settled, left].filter(({ amount }) => amount !== 0n);
}

/** An expense takes money from where it is paid, and puts it on the accounts of its lines. */
export function purchaseEntries(row: Row): readonly Entry[] {
	const costs = listAt(row, 'Line').map((line) => ({
		account: textAt(line, 'AccountBasedExpenseLineDetail', 'AccountRef', 'value') ?? '',
		amount: cents(numberAt(line, 'Amount') ?? 0),
	}));
	const paid = { account: textAt(row, 'AccountRef', 'value') ?? '', amount: -amountOf(row, 'TotalAmt') };
	return [...costs, paid].filter(({ amount }) => amount !== 0n);
}

/** Bills are owed, journals say both sides themselves, and a deposit takes to the bank what lies in hand. */
export function otherEntries(name: 'Bill' | 'JournalEntry' | 'Deposit', row: Row): readonly Entry[] {
	const lines = listAt(row, 'Line').map((line) => ({ line, amount: cents(numberAt(line, 'Amount') ?? 0) }));
	if (name === 'JournalEntry')
		return lines.map(({ line, amount }) => ({
			account: textAt(line, 'JournalEntryLineDetail', 'AccountRef', 'value') ?? '',
			amount: textAt(line, 'JournalEntryLineDetail', 'PostingType') === 'Debit' ? amount : -amount,
		}));
	const total = amountOf(row, 'TotalAmt');
	if (name === 'Bill')
		return [
			...lines.map(({ line, amount }) => ({
				account: textAt(line, 'AccountBasedExpenseLineDetail', 'AccountRef', 'value') ?? '',
				amount,
			})),
			{ account: textAt(row, 'APAccountRef', 'value') ?? ACCOUNT_IDS.payable, amount: -total },
		];
	return [
		{ account: textAt(row, 'DepositToAccountRef', 'value') ?? '', amount: total },
		...lines.map(({ line, amount }) => ({
			account: textAt(line, 'DepositLineDetail', 'AccountRef', 'value') ?? ACCOUNT_IDS.undeposited,
			amount: -amount,
		})),
	];
}

function amountOf(row: Row, field: string): bigint {
	return cents(numberAt(row, field) ?? 0);
}
