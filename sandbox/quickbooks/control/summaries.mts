import { DOCUMENT_NAMES, transactionKey, type Company, type DocumentName } from '../company.mts';
import { listAt, numberAt, textAt, type Json, type Row } from '../json.mts';
import { linksOf } from '../paymentLinks.mts';
import { paymentLinks } from './paymentSummaries.mts';

/** The quantity of every item that has a SKU or a stock, as the board and the judges of tests see it. */
export function stockSummary(company: Company): readonly Json[] {
	return [...company.tables.Item.values()]
		.filter((item) => item['Type'] !== 'Category' && item['Type'] !== 'Group')
		.map((item) => ({
			sku: textAt(item, 'Sku'),
			itemId: item.Id,
			name: item['Name'],
			type: item['Type'],
			quantity: numberAt(item, 'QtyOnHand'),
			purchaseCost: numberAt(item, 'PurchaseCost') ?? 0,
			active: item['Active'],
			lastUpdated: item.MetaData.LastUpdatedTime,
		}));
}

/** Every sales document, in the order they were made. */
export function documentSummaries(company: Company): readonly Json[] {
	const payments = paymentsByDocument(company);
	const all = DOCUMENT_NAMES.flatMap((name) =>
		[...company.tables[name].values()].map((row) => ({
			id: Number(row.Id),
			summary: summarize(company, { name, row }, payments),
		})),
	);
	return all.toSorted((one, other) => one.id - other.id).map(({ summary }) => summary);
}

export function documentSummary(company: Company, name: DocumentName, row: Row): Json {
	return summarize(company, { name, row }, paymentsByDocument(company));
}

function paymentsByDocument(company: Company): ReadonlyMap<string, readonly Row[]> {
	const links = [...company.tables.Payment.values()].flatMap((row) =>
		linksOf(row).map(({ name, id }) => ({ key: transactionKey(name, id), row })),
	);
	return new Map(
		[...Map.groupBy(links, ({ key }) => key)].map(([key, group]) => [key, [...new Set(group.map(({ row }) => row))]]),
	);
}

function summarize(
	company: Company,
	{ name, row }: { readonly name: DocumentName; readonly row: Row },
	payments: ReadonlyMap<string, readonly Row[]>,
): Json {
	const key = transactionKey(name, row.Id);
	return {
		type: name,
		id: row.Id,
		docNumber: textAt(row, 'DocNumber'),
		...moneyOf(row),
		txnDate: textAt(row, 'TxnDate'),
		privateNote: textAt(row, 'PrivateNote'),
		...tagsOf(row),
		/** What settles it, each with what else that payment settles. */
		payments: (payments.get(key) ?? []).map((payment) => ({
			id: payment.Id,
			total: numberAt(payment, 'TotalAmt'),
			links: paymentLinks(payment),
		})),
		voided: company.voided.has(key),
		deposited: company.deposited.has(key),
		syncToken: row.SyncToken,
		createdAt: row.MetaData.CreateTime,
		lines: linesOf(company, listAt(row, 'Line')),
	};
}

function moneyOf(row: Row): Json {
	return {
		customerId: textAt(row, 'CustomerRef', 'value'),
		currency: textAt(row, 'CurrencyRef', 'value'),
		exchangeRate: numberAt(row, 'ExchangeRate'),
		total: numberAt(row, 'TotalAmt'),
		homeTotal: numberAt(row, 'HomeTotalAmt') ?? numberAt(row, 'TotalAmt'),
		totalTax: numberAt(row, 'TxnTaxDetail', 'TotalTax') ?? 0,
		taxCalculation: textAt(row, 'GlobalTaxCalculation'),
		balance: numberAt(row, 'Balance'),
	};
}

function tagsOf(row: Row): Json {
	return {
		customerMemo: textAt(row, 'CustomerMemo', 'value'),
		billEmail: textAt(row, 'BillEmail', 'Address'),
		classId: textAt(row, 'ClassRef', 'value'),
		departmentId: textAt(row, 'DepartmentRef', 'value'),
		paymentMethodId: textAt(row, 'PaymentMethodRef', 'value'),
		paymentRefNum: textAt(row, 'PaymentRefNum'),
		depositAccountId: textAt(row, 'DepositToAccountRef', 'value'),
		dueDate: textAt(row, 'DueDate'),
		shipState: textAt(row, 'ShipAddr', 'CountrySubDivisionCode'),
		shipAddress: row['ShipAddr'] ?? null,
	};
}

function linesOf(company: Company, lines: readonly Json[]): readonly Json[] {
	return lines.filter((line) => line['DetailType'] !== 'SubTotalLineDetail').map((line) => lineSummary(company, line));
}

function lineSummary(company: Company, line: Json): Json {
	const detail = line['SalesItemLineDetail'];
	const itemId = textAt(detail, 'ItemRef', 'value') ?? textAt(line, 'GroupLineDetail', 'GroupItemRef', 'value');
	return {
		lineId: textAt(line, 'Id'),
		kind: line['DetailType'],
		sku: textAt(company.tables.Item.get(itemId ?? ''), 'Sku'),
		itemId,
		description: textAt(line, 'Description'),
		quantity: numberAt(detail, 'Qty') ?? numberAt(line, 'GroupLineDetail', 'Quantity'),
		unitPrice: numberAt(detail, 'UnitPrice'),
		amount: numberAt(line, 'Amount'),
		gross: numberAt(detail, 'TaxInclusiveAmt'),
		taxCode: textAt(detail, 'TaxCodeRef', 'value'),
		classId: textAt(detail, 'ClassRef', 'value'),
		...('GroupLineDetail' in line ? { components: linesOf(company, listAt(line, 'GroupLineDetail', 'Line')) } : {}),
	};
}
