import { address, email, entityFields, phone, ref, website } from './commonFields.mts';
import { decimal, fields, flag, readOnly, text } from './readers.mts';

/** A Vendor as it may be sent. */
export const readVendor = fields({
	...entityFields,
	DisplayName: text(500),
	Title: text(16),
	GivenName: text(100),
	MiddleName: text(100),
	FamilyName: text(100),
	Suffix: text(16),
	CompanyName: text(100),
	PrintOnCheckName: text(110),
	Active: flag,
	PrimaryPhone: phone,
	AlternatePhone: phone,
	Mobile: phone,
	Fax: phone,
	PrimaryEmailAddr: email,
	WebAddr: website,
	BillAddr: address,
	AcctNum: text(100),
	TaxIdentifier: text(20),
	TermRef: ref,
	APAccountRef: ref,
	CurrencyRef: ref,
	Vendor1099: flag,
	CostRate: decimal,
	BillRate: decimal,
	Balance: readOnly,
	V4IDPseudonym: readOnly,
});
