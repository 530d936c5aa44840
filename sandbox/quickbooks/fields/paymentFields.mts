import { customFields, entityFields, linkedTxns, ref } from './commonFields.mts';
import { day, decimal, each, fields, flag, readOnly, text } from './readers.mts';

/** A Payment as it may be sent. */
export const readPayment = fields({
	...entityFields,
	CustomerRef: ref,
	CurrencyRef: ref,
	ExchangeRate: decimal,
	TotalAmt: decimal,
	UnappliedAmt: readOnly,
	TxnDate: day,
	PrivateNote: text(4000),
	PaymentMethodRef: ref,
	PaymentRefNum: text(21),
	DepositToAccountRef: ref,
	ARAccountRef: ref,
	ProcessPayment: flag,
	CreditCardPayment: readOnly,
	Line: each(fields({ Id: readOnly, LineNum: readOnly, Amount: decimal, LinkedTxn: linkedTxns, LineEx: readOnly })),
	LinkedTxn: readOnly,
	CustomField: customFields,
});
