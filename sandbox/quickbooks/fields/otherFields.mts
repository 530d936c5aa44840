import type { OtherName } from '../company.mts';
import type { Json } from '../json.mts';
import { address, customFields, email, entityFields, linkedTxns, memo, ref } from './commonFields.mts';
import { day, decimal, each, fields, flag, oneOf, readOnly, text, type Reader } from './readers.mts';

const expense = fields({
	AccountRef: ref,
	ClassRef: ref,
	CustomerRef: ref,
	TaxCodeRef: ref,
	BillableStatus: oneOf('Billable', 'NotBillable', 'HasBeenBilled'),
});
const goods = fields({
	ItemRef: ref,
	ClassRef: ref,
	CustomerRef: ref,
	Qty: decimal,
	UnitPrice: decimal,
	TaxCodeRef: ref,
	ServiceDate: day,
	ItemAccountRef: readOnly,
	BillableStatus: oneOf('Billable', 'NotBillable', 'HasBeenBilled'),
});
const entity = fields({ Type: oneOf('Customer', 'Vendor', 'Employee'), EntityRef: ref });
const journal = fields({
	PostingType: oneOf('Debit', 'Credit'),
	AccountRef: ref,
	Entity: entity,
	ClassRef: ref,
	DepartmentRef: ref,
	TaxCodeRef: ref,
});
const deposit = fields({
	AccountRef: ref,
	Entity: ref,
	ClassRef: ref,
	PaymentMethodRef: ref,
	CheckNum: text(21),
});

/** Lines of these kinds alone: a kind is its name, and the reader of its detail. */
function lines(kinds: Readonly<Record<string, Reader>>): Reader {
	return each(
		fields({
			Id: text(),
			LineNum: decimal,
			Description: text(4000),
			Amount: decimal,
			DetailType: oneOf(...Object.keys(kinds), 'SubTotalLineDetail'),
			SubTotalLineDetail: readOnly,
			LinkedTxn: linkedTxns,
			CustomField: customFields,
			...kinds,
		}),
	);
}

const common: Readonly<Record<string, Reader>> = {
	...entityFields,
	TxnDate: day,
	PrivateNote: text(4000),
	CurrencyRef: ref,
	ExchangeRate: decimal,
	DepartmentRef: ref,
	GlobalTaxCalculation: oneOf('TaxExcluded', 'TaxInclusive', 'NotApplicable'),
	TxnTaxDetail: readOnly,
	TotalAmt: readOnly,
	HomeTotalAmt: readOnly,
	TxnSource: readOnly,
	CustomField: customFields,
	LinkedTxn: linkedTxns,
};

const readers: Readonly<Record<OtherName, (value: unknown, name: string) => Json>> = {
	Estimate: fields({
		...common,
		DocNumber: text(21),
		CustomerRef: ref,
		CustomerMemo: memo,
		BillAddr: address,
		ShipAddr: address,
		BillEmail: email,
		ExpirationDate: day,
		AcceptedBy: text(),
		AcceptedDate: day,
		TxnStatus: oneOf('Pending', 'Accepted', 'Closed', 'Rejected'),
		ApplyTaxAfterDiscount: flag,
		EmailStatus: oneOf('NotSet', 'NeedToSend', 'EmailSent'),
		PrintStatus: oneOf('NotSet', 'NeedToPrint', 'PrintComplete'),
		DeliveryInfo: readOnly,
		Line: lines({ SalesItemLineDetail: goods }),
	}),
	PurchaseOrder: fields({
		...common,
		DocNumber: text(21),
		VendorRef: ref,
		APAccountRef: ref,
		VendorAddr: address,
		ShipAddr: address,
		POEmail: email,
		Memo: text(4000),
		DueDate: day,
		POStatus: oneOf('Open', 'Closed'),
		EmailStatus: oneOf('NotSet', 'NeedToSend', 'EmailSent'),
		BillEmail: email,
		DeliveryInfo: readOnly,
		Line: lines({ ItemBasedExpenseLineDetail: goods, AccountBasedExpenseLineDetail: expense }),
	}),
	Bill: fields({
		...common,
		DocNumber: text(21),
		VendorRef: ref,
		APAccountRef: ref,
		VendorAddr: address,
		SalesTermRef: ref,
		DueDate: day,
		Balance: readOnly,
		HomeBalance: readOnly,
		Line: lines({ AccountBasedExpenseLineDetail: expense }),
	}),
	JournalEntry: fields({
		...common,
		DocNumber: text(21),
		Adjustment: flag,
		Line: lines({ JournalEntryLineDetail: journal }),
	}),
	Deposit: fields({
		...common,
		DepositToAccountRef: ref,
		CashBack: readOnly,
		Line: lines({ DepositLineDetail: deposit }),
	}),
};

/** A transaction as it may be sent. Bills with items are left out: nothing here buys goods. */
export function readOther(name: OtherName, body: unknown): Json {
	return readers[name](body, name);
}
