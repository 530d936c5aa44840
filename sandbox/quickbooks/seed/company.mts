import type { Article } from '../../catalogue/shop.mts';
import type { Company, EntityName } from '../company.mts';
import type { Json } from '../json.mts';
import { openStock } from '../ledger/stockCounts.mts';
import { accountRows } from './accounts.mts';
import { itemRows } from './items.mts';
import {
	classRows,
	customerRows,
	departmentRows,
	employeeRows,
	paymentMethodRows,
	termRows,
	vendorRows,
} from './people.mts';
import { taxRows } from './taxCodes.mts';

/** Long before any cursor, so that a fresh company has nothing new to report. */
const SEEDED = '2025-01-02T09:00:00-08:00';

/** Fills an empty company with the merchant's books. `more` are articles beside those of the catalogue. */
export function seedCompany(company: Company, more: readonly Article[] = []): void {
	const { settings } = company;
	plant(company, 'Account', accountRows(settings.homeCurrency));
	plant(company, 'Customer', customerRows(settings.homeCurrency));
	plant(company, 'Vendor', vendorRows);
	plant(company, 'Employee', employeeRows);
	plant(company, 'PaymentMethod', paymentMethodRows);
	plant(company, 'Term', termRows);
	plant(company, 'Class', classRows);
	plant(company, 'Department', departmentRows);
	plant(company, 'Item', itemRows(settings, more));
	for (const item of company.tables.Item.values()) openStock(company, item);
	seedTaxCodes(company);
}

/** The tax codes of the company's country, in place of those that were there. */
export function seedTaxCodes(company: Company): void {
	const { codes, rates, agencies } = taxRows(company.settings.country);
	for (const table of ['TaxCode', 'TaxRate', 'TaxAgency'] as const) company.tables[table].clear();
	plant(company, 'TaxCode', codes);
	plant(company, 'TaxRate', rates);
	plant(company, 'TaxAgency', agencies);
}

/** Rows that bring their ids; new ones go on behind the highest. */
function plant(company: Company, entity: EntityName, rows: readonly (readonly [string, Json])[]): void {
	for (const [id, fields] of rows) {
		company.tables[entity].set(id, {
			...fields,
			domain: 'QBO',
			sparse: false,
			Id: id,
			SyncToken: '0',
			MetaData: { CreateTime: SEEDED, LastUpdatedTime: SEEDED },
		});
	}
}
