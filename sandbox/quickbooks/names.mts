import type { Company, EntityName } from './company.mts';
import type { Json } from './json.mts';
import { badCharacters, duplicateName } from './ruleFault.mts';

type Named = 'Item' | 'Customer' | 'Vendor';

/** Where a name may be taken already: QuickBooks compares without case, and across all kinds of people. */
const NEIGHBOURS: Readonly<Record<Named, readonly EntityName[]>> = {
	Item: ['Item'],
	Customer: ['Customer', 'Vendor', 'Employee'],
	Vendor: ['Customer', 'Vendor', 'Employee'],
};

/** Throws 6240 when another row has the name. */
export function checkUnique(company: Company, entity: Named, name: string, ownId: string | null): void {
	const field = entity === 'Item' ? 'Name' : 'DisplayName';
	for (const table of NEIGHBOURS[entity]) {
		for (const row of company.tables[table].values()) {
			const own = table === entity && row.Id === ownId;
			if (!own && String(row[field]).toLowerCase() === name.toLowerCase()) throw duplicateName();
		}
	}
}

/** Colons part the levels of a name, so no name may have one (2040). */
export function checkCharacters(field: string, name: string, forbidden = /[\t\r\n:]/): void {
	if (forbidden.test(name)) throw badCharacters(field);
}

/** The name with the names above it: "Mugs:Blue mug". */
export function qualifiedName(name: string, parent: Json | null): string {
	return parent === null ? name : `${String(parent['FullyQualifiedName'])}:${name}`;
}

/** An entry that is made inactive gives its name free. */
export function nameWhenInactive(name: string): string {
	return name.endsWith(' (deleted)') ? name : `${name} (deleted)`;
}
