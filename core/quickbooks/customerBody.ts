import type { CustomerWish } from '../domain/customerWish';
import { booksAddress } from '../domain/documentAddress';
import { plainText } from '../model/text';
import type { Fields } from '../reading/readUnknown';

/** The body of a new customer. */
export function customerBody({ email, currency, buyer }: CustomerWish, displayName: string): Fields {
	return {
		DisplayName: displayName,
		...(currency === null ? {} : { CurrencyRef: { value: currency } }),
		...(email === null ? {} : { PrimaryEmailAddr: { Address: email } }),
		...buyerFields(buyer),
	};
}

function buyerFields(buyer: CustomerWish['buyer']): Fields {
	if (buyer === null) return {};
	const phone = plainText(buyer.phone ?? '', 30);
	const company = plainText(buyer.company ?? '', 100);
	return {
		...(phone === '' ? {} : { PrimaryPhone: { FreeFormNumber: phone } }),
		...(company === '' ? {} : { CompanyName: company }),
		...(buyer.billing === null ? {} : { BillAddr: booksAddress(buyer.billing) }),
		...(buyer.shipping === null ? {} : { ShipAddr: booksAddress(buyer.shipping) }),
	};
}
