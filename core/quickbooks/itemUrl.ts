import { knownLinks } from '../reading/knownLinks';
import type { CompanyAddress } from './companyAddress';

/** Where people see an item; null where that is not known. */
export type ItemUrl = (itemId: string) => string | null;

/** The company that an item stands in. */
export interface ItemCompany {
	readonly realmId: string;
	readonly itemUrl: ItemUrl;
}

/** What browsers show for an item, with its company, as for documents (docs/decisions/links.md). */
export function itemUrlOf({ webUrl, realmId }: CompanyAddress): ItemUrl {
	return (itemId) =>
		webUrl === null ? null : `${webUrl}/app/item?${new URLSearchParams({ itemId, companyId: realmId }).toString()}`;
}

/** The link of an item, for what is told of it; nothing where it is not known. */
export function itemLink(itemId: string, { itemUrl }: ItemCompany): { readonly itemUrl?: string } {
	return itemId === '' ? {} : knownLinks({ itemUrl: itemUrl(itemId) });
}
