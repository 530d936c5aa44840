import { DOCUMENT_NAMES, transactionKey, type Company, type DocumentName } from '../company.mts';
import { listAt, numberAt, textAt, type Json, type Row } from '../json.mts';

/** The quantity of every item that has a SKU or a stock, as the board and the judges of tests see it. */
export function stockSummary(company: Company): readonly Json[] {
	return [...company.tables.Item.values()]
		.filter((item) => item['Type'] !== 'Category')
		.map((item) => ({
			sku: textAt(item, 'Sku'),
			itemId: item.Id,
			name: item['Name'],
			type: item['Type'],
			quantity: numberAt(item, 'QtyOnHand'),
			active: item['Active'],
			lastUpdated: item.MetaData.LastUpdatedTime,
		}));
}

/** Every sales document, in the order they were made. */
export function documentSummaries(company: Company): readonly Json[] {
	const all = DOCUMENT_NAMES.flatMap((name) => [...company.tables[name].values()].map((row) => ({ id: Number(row.Id), summary: documentSummary(company, name, row) })));
	return all.toSorted((one, other) => one.id - other.id).map(({ summary }) => summary);
}

export function documentSummary(company: Company, name: DocumentName, row: Row): Json {
	return {
		type: name,
		id: row.Id,
		docNumber: textAt(row, 'DocNumber'),
		customerId: textAt(row, 'CustomerRef', 'value'),
		currency: textAt(row, 'CurrencyRef', 'value'),
		total: numberAt(row, 'TotalAmt'),
		totalTax: numberAt(row, 'TxnTaxDetail', 'TotalTax') ?? 0,
		balance: numberAt(row, 'Balance'),
		txnDate: textAt(row, 'TxnDate'),
		privateNote: textAt(row, 'PrivateNote'),
		voided: company.voided.has(transactionKey(name, row.Id)),
		syncToken: row.SyncToken,
		createdAt: row.MetaData.CreateTime,
		lines: listAt(row, 'Line').filter((line) => line['DetailType'] !== 'SubTotalLineDetail').map((line) => lineSummary(company, line)),
	};
}

function lineSummary(company: Company, line: Json): Json {
	const itemId = textAt(line, 'SalesItemLineDetail', 'ItemRef', 'value');
	return {
		lineId: textAt(line, 'Id'),
		kind: line['DetailType'],
		sku: textAt(company.tables.Item.get(itemId ?? ''), 'Sku'),
		itemId,
		description: textAt(line, 'Description'),
		quantity: numberAt(line, 'SalesItemLineDetail', 'Qty'),
		amount: numberAt(line, 'Amount'),
		taxCode: textAt(line, 'SalesItemLineDetail', 'TaxCodeRef', 'value'),
	};
}
