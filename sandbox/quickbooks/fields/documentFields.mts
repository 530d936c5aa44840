import type { DocumentName } from '../company.mts';
import type { Json } from '../json.mts';
import { address, customFields, email, entityFields, linkedTxns, memo, ref } from './commonFields.mts';
import { day, decimal, each, fields, flag, oneOf, readOnly, text, type Reader } from './readers.mts';

const salesItemLineDetail = fields({
	ItemRef: ref,
	ItemAccountRef: readOnly,
	ClassRef: ref,
	Qty: decimal,
	UnitPrice: decimal,
	TaxCodeRef: ref,
	TaxClassificationRef: ref,
	TaxInclusiveAmt: decimal,
	DiscountRate: decimal,
	DiscountAmt: decimal,
	ServiceDate: day,
	MarkupInfo: readOnly,
});

const discountLineDetail = fields({
	PercentBased: flag,
	DiscountPercent: decimal,
	DiscountAccountRef: ref,
	ClassRef: ref,
	TaxCodeRef: ref,
});

const lineFields: Readonly<Record<string, Reader>> = {
	Id: text(),
	LineNum: decimal,
	Description: text(4000),
	Amount: decimal,
	DetailType: oneOf(
		'SalesItemLineDetail',
		'DiscountLineDetail',
		'SubTotalLineDetail',
		'DescriptionOnly',
		'GroupLineDetail',
	),
	SalesItemLineDetail: salesItemLineDetail,
	DiscountLineDetail: discountLineDetail,
	SubTotalLineDetail: readOnly,
	DescriptionLineDetail: fields({ ServiceDate: day, TaxCodeRef: ref }),
	LinkedTxn: linkedTxns,
	CustomField: customFields,
};

/** The lines of a bundle lie inside its own. */
const component = fields({ ...lineFields, DetailType: oneOf('SalesItemLineDetail') });
const line = fields({
	...lineFields,
	GroupLineDetail: fields({ GroupItemRef: ref, Quantity: decimal, Line: each(component) }),
});

const taxDetail = fields({ TotalTax: decimal, TxnTaxCodeRef: ref, DefaultTaxCodeRef: ref, TaxLine: readOnly });

const salesFields: Readonly<Record<string, Reader>> = {
	...entityFields,
	CustomerRef: ref,
	CurrencyRef: ref,
	ExchangeRate: decimal,
	DocNumber: text(21),
	TxnDate: day,
	PrivateNote: text(4000),
	CustomerMemo: memo,
	Line: each(line),
	TxnTaxDetail: taxDetail,
	GlobalTaxCalculation: oneOf('TaxExcluded', 'TaxInclusive', 'NotApplicable'),
	ApplyTaxAfterDiscount: flag,
	TaxExemptionRef: readOnly,
	BillAddr: address,
	ShipAddr: address,
	ShipFromAddr: address,
	FreeFormAddress: readOnly,
	BillEmail: email,
	BillEmailCc: email,
	BillEmailBcc: email,
	EmailStatus: oneOf('NotSet', 'NeedToSend', 'EmailSent'),
	PrintStatus: oneOf('NotSet', 'NeedToPrint', 'PrintComplete'),
	ShipDate: day,
	TrackingNum: text(31),
	ShipMethodRef: ref,
	ClassRef: ref,
	DepartmentRef: ref,
	ProjectRef: ref,
	CustomField: customFields,
	LinkedTxn: linkedTxns,
	TotalAmt: readOnly,
	HomeTotalAmt: readOnly,
	Balance: readOnly,
	HomeBalance: readOnly,
	RecurDataRef: readOnly,
	TxnSource: readOnly,
	DeliveryInfo: readOnly,
};

const received: Readonly<Record<string, Reader>> = {
	PaymentMethodRef: ref,
	PaymentRefNum: text(21),
	DepositToAccountRef: ref,
	CreditCardPayment: readOnly,
};

const readers: Readonly<Record<DocumentName, (value: unknown, name: string) => Json>> = {
	Invoice: fields({
		...salesFields,
		DueDate: day,
		SalesTermRef: ref,
		Deposit: decimal,
		DepositToAccountRef: ref,
		AllowOnlineCreditCardPayment: flag,
		AllowOnlineACHPayment: flag,
		AllowIPNPayment: readOnly,
		AllowOnlinePayment: readOnly,
		InvoiceLink: readOnly,
	}),
	SalesReceipt: fields({ ...salesFields, ...received }),
	CreditMemo: fields({
		...salesFields,
		PaymentMethodRef: ref,
		PaymentRefNum: text(21),
		SalesTermRef: ref,
		InvoiceRef: ref,
		RemainingCredit: readOnly,
	}),
	RefundReceipt: fields({ ...salesFields, ...received, CheckPayment: readOnly }),
};

/** A document as it may be sent. */
export function readDocument(name: DocumentName, body: unknown): Json {
	return readers[name](body, name);
}
