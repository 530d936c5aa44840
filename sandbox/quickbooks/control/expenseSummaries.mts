import type { Company } from '../company.mts';
import { numberAt, textAt, type Json } from '../json.mts';

/** Every expense, in the order they were made. */
export function expenseSummaries(company: Company): readonly Json[] {
	return [...company.tables.Purchase.values()].map((row) => ({
		id: row.Id,
		docNumber: textAt(row, 'DocNumber'),
		vendorId: textAt(row, 'EntityRef', 'value'),
		accountId: textAt(row, 'AccountRef', 'value'),
		currency: textAt(row, 'CurrencyRef', 'value'),
		total: numberAt(row, 'TotalAmt'),
		txnDate: textAt(row, 'TxnDate'),
		privateNote: textAt(row, 'PrivateNote'),
		syncToken: row.SyncToken,
		createdAt: row.MetaData.CreateTime,
	}));
}
