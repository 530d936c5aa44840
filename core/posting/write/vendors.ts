import { requestId } from '../../model/orderIdentity';
import { plainText } from '../../model/text';
import { FAULT, toRefusalText } from '../../quickbooks/faults';
import { ACTIVE_OR_NOT, allOf, inLists, readRows } from '../../quickbooks/queryLanguage';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';
import { readNonEmptyText, type Fields } from '../../reading/readUnknown';

/** Somebody that expenses are paid to. */
interface TargetVendor {
	readonly name: string;
	/** Set in a company with several currencies: a vendor's currency is fixed. */
	readonly currency: string | null;
}

/** The id of a vendor, or why there is none. */
type FoundVendor = { readonly id: string; readonly trouble: null } | { readonly id: null; readonly trouble: string };

/** The vendor that fees are paid to. Another currency than the company's own stands in the name. */
export function targetVendor(
	payee: string,
	currency: string,
	{ homeCurrency, multiCurrency }: { readonly homeCurrency: string; readonly multiCurrency: boolean },
): TargetVendor {
	const name = plainText(payee.replace(/:/g, ' '), 400);
	return {
		name: currency === homeCurrency ? name : `${name} (${currency})`,
		currency: multiCurrency ? currency : null,
	};
}

/**
 * Finds vendors by name and creates the missing ones, by name in lower case.
 *
 * 1. All are looked up at once, inactive ones too.
 * 2. The missing ones are created one at a time, since QuickBooks locks its lists.
 * 3. A name that is taken meanwhile is looked up once more: another run may have made this very vendor.
 */
export async function findOrCreateVendors(
	client: QuickBooksClient,
	targets: readonly TargetVendor[],
): Promise<ReadonlyMap<string, FoundVendor>> {
	const unique = [...new Map(targets.map((target) => [target.name.toLowerCase(), target])).entries()];
	const known = await readVendors(
		client,
		unique.map(([, { name }]) => name),
	);
	const found = new Map<string, FoundVendor>();
	for (const [key, target] of unique) {
		const row = known.get(key);
		found.set(key, row === undefined ? await createVendor(client, target) : toFound(target, row));
	}
	return found;
}

async function createVendor(client: QuickBooksClient, { name, currency }: TargetVendor): Promise<FoundVendor> {
	const body = { DisplayName: name, ...(currency === null ? {} : { CurrencyRef: { value: currency } }) };
	const { row, fault } = await client.write('Vendor', body, requestId(client.realmId, name, 'vendor', 1, body));
	if (fault === null) return { id: readNonEmptyText(row.Id, 'Vendor.Id'), trouble: null };
	if (fault.code !== FAULT.nameTaken && fault.code !== FAULT.doneBefore)
		return { id: null, trouble: `The vendor "${name}" could not be made. ${toRefusalText(fault)}` };
	const found = (await readVendors(client, [name])).get(name.toLowerCase());
	if (found !== undefined) return toFound({ name, currency }, found);
	return {
		id: null,
		trouble: `The name "${name}" belongs to a customer or employee in QuickBooks: choose another Fee Vendor Name in this node`,
	};
}

async function readVendors(client: QuickBooksClient, names: readonly string[]): Promise<ReadonlyMap<string, Fields>> {
	const lists = inLists('DisplayName', names).map((list) => allOf(list, ACTIVE_OR_NOT));
	const rows = await readRows(client, 'Vendor', lists);
	return new Map(rows.map((row) => [readNonEmptyText(row.DisplayName, 'Vendor.DisplayName').toLowerCase(), row]));
}

function toFound({ name }: TargetVendor, row: Fields): FoundVendor {
	if (row.Active === false)
		return { id: null, trouble: `The vendor "${name}" is inactive in QuickBooks: make it active again` };
	return { id: readNonEmptyText(row.Id, 'Vendor.Id'), trouble: null };
}
