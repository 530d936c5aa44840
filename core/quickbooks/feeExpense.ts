import { readDay, readMoment, type Moment } from '../model/moment';
import { readMoney, type Money } from '../model/money';
import { shortHash } from '../model/text';
import type { DraftingCompany } from './company';
import { readMarker, type PostingMarker } from './documentMarker';
import { readReference } from './readReference';
import {
	readFields,
	readList,
	readNonEmptyText,
	readOptional,
	readOptionalText,
	type Fields,
} from '../reading/readUnknown';

/** The expense of an order's selling fees as it stands in QuickBooks: a Purchase, which QuickBooks calls an expense. */
export interface FeeExpense {
	readonly id: string;
	readonly syncToken: string;
	readonly number: string | null;
	readonly total: Money;
	readonly currency: string;
	/** The day that it is booked on, YYYY-MM-DD. */
	readonly day: string;
	readonly note: string;
	readonly createdAt: Moment;
	/** Null for an expense of somebody else. */
	readonly marker: PostingMarker | null;
	/** What it says now; see expenseContent. */
	readonly content: string;
}

/** True while nobody but us has changed what it says. */
export function isUntouched({ marker, content }: FeeExpense): boolean {
	return marker !== null && marker.content === content;
}

/** Reads a Purchase; amounts in its own currency. */
export function readFeeExpense(row: Fields, { homeCurrency }: Pick<DraftingCompany, 'homeCurrency'>): FeeExpense {
	const path = 'Purchase';
	const currency = readReference(row.CurrencyRef, `${path}.CurrencyRef`) ?? homeCurrency;
	const note = readOptionalText(row.PrivateNote, `${path}.PrivateNote`) ?? '';
	const metaData = readFields(row.MetaData, `${path}.MetaData`);
	return {
		id: readNonEmptyText(row.Id, `${path}.Id`),
		syncToken: readNonEmptyText(row.SyncToken, `${path}.SyncToken`),
		number: readOptionalText(row.DocNumber, `${path}.DocNumber`),
		total: readMoney(row.TotalAmt, currency, `${path}.TotalAmt`),
		currency,
		day: readDay(row.TxnDate, `${path}.TxnDate`),
		note,
		createdAt: readMoment(metaData.CreateTime, `${path}.MetaData.CreateTime`),
		marker: readMarker(note),
		content: expenseContent(row),
	};
}

/** A short hash of what an expense says: number, day, accounts and lines. Equal for the body that we send and the record that QuickBooks keeps. */
export function expenseContent(purchase: Fields): string {
	const lines = readList(purchase.Line ?? [], 'Purchase.Line', (line, path) => JSON.stringify(lineContent(line, path)));
	return shortHash(
		[
			readOptionalText(purchase.DocNumber, 'Purchase.DocNumber'),
			readOptionalText(purchase.TxnDate, 'Purchase.TxnDate'),
			readReference(purchase.AccountRef, 'Purchase.AccountRef'),
			lines.sort(),
		],
		16,
	);
}

function lineContent(raw: unknown, path: string): unknown[] {
	const line = readFields(raw, path);
	const detail = readOptional(line.AccountBasedExpenseLineDetail, `${path}.AccountBasedExpenseLineDetail`, readFields);
	return [
		readOptionalText(line.DetailType, `${path}.DetailType`),
		readReference(detail?.AccountRef, `${path}.AccountRef`),
		Number(readNonEmptyText(line.Amount, `${path}.Amount`)).toFixed(2),
		readOptionalText(line.Description, `${path}.Description`),
	];
}
