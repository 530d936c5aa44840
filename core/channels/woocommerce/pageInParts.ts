import type { RowsQuery } from './query';
import { IntegrationError } from '../../http/integrationError';
import type { CountedPage } from '../../http/movingPages';
import { rowsInParts, type PageSizes } from '../../http/troubledPages';
import { troubleOfSizeOnly, UnservedRow } from '../../http/unservedRow';
import { readFields, readText } from '../../reading/readUnknown';

interface TroubledPage extends Pick<RowsQuery, 'path' | 'query' | 'offset'> {
	readonly sizes: PageSizes;
	getRows(asked: RowsQuery): Promise<CountedPage<unknown>>;
}

/** The fields by which a row is known and sorted. The shop works out no others of a row that is asked for by them. */
const LIGHT_FIELDS = 'id,number,status,sku,name,date_created_gmt,date_modified_gmt';

/**
 * A page that the shop cannot make, after `trouble`:
 *
 * 1. Its rows are asked for with no more than their identity, in a smaller page where the shop cannot make that either.
 * 2. They are asked for by id, in parts. A row that fails alone is an UnservedRow.
 * 3. Where all can be had in parts, pages stay small.
 *
 * Throws `trouble` where not even one row can be had.
 */
export async function readPageInParts(page: TroubledPage, trouble: IntegrationError): Promise<CountedPage<unknown>> {
	const { path, query, offset, sizes, getRows } = page;
	const whole = sizes.at(offset);
	const light = await readLightPage(page, trouble);
	const ask = async (rows: readonly Light[]) => await askByIds(rows, { path, query, getRows });
	const rows = await rowsInParts({ lights: light.rows.map(readLight), ask }, trouble);
	if (!rows.some((row) => row instanceof UnservedRow)) sizes.shrinkTo(sizes.below(whole) ?? whole);
	return { ...light, rows };
}

async function readLightPage(
	{ path, query, offset, sizes, getRows }: TroubledPage,
	trouble: IntegrationError,
): Promise<CountedPage<unknown>> {
	for (let size: number | null = sizes.at(offset); size !== null; size = sizes.below(size)) {
		const asked = { path, query: { ...query, _fields: LIGHT_FIELDS }, offset, size, repeatable: false };
		const light = await getRows(asked).catch(troubleOfSizeOnly);
		if (!(light instanceof IntegrationError)) return light;
	}
	throw trouble;
}

/** A row with its light fields alone. */
interface Light {
	readonly id: string;
	readonly modifiedAt: unknown;
}

function readLight(raw: unknown): Light {
	const fields = readFields(raw, 'woocommerce row');
	return { ...fields, id: readText(fields.id, 'woocommerce row.id'), modifiedAt: fields.date_modified_gmt };
}

/** Parameters that say what is sent of each row, and not which rows. */
const SHAPE = ['status', '_fields', 'dp'];

/**
 * The rows with these ids. Where the list is sorted by changes, a row that has changed since is left out: it stands at the end of
 * the list by now.
 */
async function askByIds(
	lights: readonly Light[],
	{ path, query, getRows }: Pick<TroubledPage, 'path' | 'query' | 'getRows'>,
): Promise<unknown[]> {
	const shape = Object.fromEntries(Object.entries(query).filter(([name]) => SHAPE.includes(name)));
	const include = lights.map(({ id }) => id).join(',');
	const asked = { path, query: { ...shape, include }, offset: 0, size: lights.length, repeatable: lights.length === 1 };
	const { rows } = await getRows(asked);
	return lights.map((light) =>
		rows.find((row) => {
			const found = readLight(row);
			return found.id === light.id && (query.orderby !== 'modified' || found.modifiedAt === light.modifiedAt);
		}),
	);
}
