import { decimal, each, emailAddress, fields, flag, readOnly, text, type Reader } from './readers.mts';

export const ref = fields({ value: text(), name: readOnly, type: readOnly });
export const email = fields({ Address: emailAddress, Id: readOnly, Default: readOnly, Tag: readOnly });
export const phone = fields({ FreeFormNumber: text(30), Id: readOnly, Default: readOnly, Tag: readOnly });
export const website = fields({ URI: text(1000), Id: readOnly, Default: readOnly, Tag: readOnly });
export const memo = fields({ value: text(1000) });

export const address = fields({
	Id: readOnly,
	Line1: text(500),
	Line2: text(500),
	Line3: text(500),
	Line4: text(500),
	Line5: text(500),
	City: text(255),
	Country: text(255),
	CountryCode: text(255),
	CountrySubDivisionCode: text(255),
	PostalCode: text(30),
	PostalCodeSuffix: text(30),
	Lat: readOnly,
	Long: readOnly,
	Tag: text(255),
	Note: text(1000),
});

export const customFields = each(
	fields({
		DefinitionId: text(),
		Name: readOnly,
		Type: text(),
		StringValue: text(31),
		BooleanValue: flag,
		DateValue: text(),
		NumberValue: decimal,
	}),
);

export const linkedTxns = each(fields({ TxnId: text(), TxnType: text(), TxnLineId: text() }));

/** What every entity carries. */
export const entityFields: Readonly<Record<string, Reader>> = {
	Id: text(),
	SyncToken: text(),
	sparse: flag,
	domain: readOnly,
	MetaData: readOnly,
};

/** What a customer and a vendor have alike. */
export const personFields: Readonly<Record<string, Reader>> = {
	...entityFields,
	Title: text(16),
	GivenName: text(100),
	MiddleName: text(100),
	FamilyName: text(100),
	Suffix: text(16),
	DisplayName: text(500),
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
	CurrencyRef: ref,
	Balance: readOnly,
	V4IDPseudonym: readOnly,
};
