import { customFields, entityFields, linkedTxns, ref } from './commonFields.mts';
import { day, decimal, each, fields, flag, oneOf, readOnly, text } from './readers.mts';

const payee = fields({ value: text(), name: readOnly, type: oneOf('Vendor', 'Customer', 'Employee') });

const expenseLine = fields({
	Id: text(),
	LineNum: decimal,
	Description: text(4000),
	Amount: decimal,
	DetailType: oneOf('AccountBasedExpenseLineDetail'),
	AccountBasedExpenseLineDetail: fields({
		AccountRef: ref,
		ClassRef: ref,
		CustomerRef: ref,
		TaxCodeRef: ref,
		TaxAmount: decimal,
		TaxInclusiveAmt: decimal,
		BillableStatus: oneOf('Billable', 'NotBillable', 'HasBeenBilled'),
		MarkupInfo: readOnly,
	}),
	CustomField: customFields,
	LinkedTxn: linkedTxns,
});

/** A Purchase as it may be sent. Lines of items are left out: nothing here buys goods by an expense. */
export const readPurchase = fields({
	...entityFields,
	PaymentType: oneOf('Cash', 'Check', 'CreditCard'),
	AccountRef: ref,
	EntityRef: payee,
	PaymentMethodRef: ref,
	CurrencyRef: ref,
	ExchangeRate: decimal,
	DocNumber: text(21),
	TxnDate: day,
	PrivateNote: text(4000),
	DepartmentRef: ref,
	GlobalTaxCalculation: oneOf('TaxExcluded', 'TaxInclusive', 'NotApplicable'),
	Credit: flag,
	PrintStatus: oneOf('NotSet', 'NeedToPrint', 'PrintComplete'),
	Line: each(expenseLine),
	LinkedTxn: linkedTxns,
	TxnTaxDetail: readOnly,
	TotalAmt: readOnly,
	HomeTotalAmt: readOnly,
	PurchaseEx: readOnly,
	CustomField: customFields,
	TxnSource: readOnly,
});
