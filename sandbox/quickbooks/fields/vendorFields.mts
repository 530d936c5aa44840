import { personFields, ref } from './commonFields.mts';
import { decimal, fields, flag, text } from './readers.mts';

/** A Vendor as it may be sent. */
export const readVendor = fields({
	...personFields,
	AcctNum: text(100),
	TaxIdentifier: text(20),
	TermRef: ref,
	APAccountRef: ref,
	Vendor1099: flag,
	CostRate: decimal,
	BillRate: decimal,
});
