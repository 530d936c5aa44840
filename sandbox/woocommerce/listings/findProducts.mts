import { dateFilter, dateRules } from '../api/dateFilter.mts';
import { fullName, priceOf, stockStatus } from './productFacts.mts';
import type { Rows } from '../../kit/table.mts';
import { variationsOf, type Product } from './product.mts';
import { collated } from './productLists.mts';
import { pagingRules } from '../api/paging.mts';
import { readList, type Rules } from '../api/parameters.mts';
import { textOf, type Query } from '../api/query.mts';
import type { Shop } from '../shop.mts';

const statuses = ['any', 'future', 'trash', 'draft', 'pending', 'private', 'publish', 'auto-draft'];
const ids = { type: 'list', of: { type: 'integer' } } as const;

export const productRules: Rules = {
	...pagingRules,
	status: { type: 'string', oneOf: statuses },
	type: { type: 'string', oneOf: ['simple', 'grouped', 'external', 'variable', 'variation'] },
	stock_status: { type: 'string', oneOf: ['instock', 'outofstock', 'onbackorder'] },
	orderby: {
		type: 'string',
		oneOf: [
			'date',
			'modified',
			'id',
			'include',
			'title',
			'slug',
			'price',
			'sales',
			'rating',
			'menu_order',
			'random',
			'popularity',
		],
	},
	order: { type: 'string', oneOf: ['asc', 'desc'] },
	include: ids,
	exclude: ids,
	parent: ids,
	...dateRules,
};

/** The products that GET /products means; variations only when they are asked for by SKU. */
export function findProducts(shop: Shop, query: Query): Rows<Product> {
	const asked = askedSkus(shop, query);
	const listed = asked === null ? listedInOrder(shop, 'product', query) : null;
	return listed ?? filtered(shop, candidatesFor(shop, query, asked), query, asked);
}

function candidatesFor({ products }: Shop, query: Query, asked: ReadonlySet<string> | null): readonly Product[] {
	if (asked !== null) return withSkus(products, asked);
	const ids = query.include === undefined || query.include === '' ? null : new Set(readList(query.include).map(Number));
	const all = ids === null ? [...products.values()] : [...ids].flatMap((id) => products.get(id) ?? []);
	return all.filter(({ type }) => type !== 'variation');
}

function withSkus(products: Shop['products'], asked: ReadonlySet<string>): readonly Product[] {
	return [...asked].flatMap((sku) => [...products.list('sku', sku)]);
}

const FILTERS = ['search', ...Object.keys(productRules)].filter(
	(name) => !(name in pagingRules) && name !== 'order' && name !== 'orderby',
);

/** The whole list in its kept order; null where the query filters, or sorts by something else. */
function listedInOrder({ products }: Shop, name: 'product' | 'variation', query: Query): Rows<Product> | null {
	const orderBy = textOf(query, 'orderby') ?? 'date';
	const isFiltered = FILTERS.some((filter) => query[filter] !== undefined && query[filter] !== '');
	if (isFiltered || (orderBy !== 'date' && orderBy !== 'id')) return null;
	const rows = products.list(orderBy === 'id' ? 'byId' : 'byDate', name);
	return textOf(query, 'order') === 'asc' ? rows : rows.reversed();
}

/** The variations of one parent, or of all of them with a null parent. */
export function findVariations(shop: Shop, parentId: number | null, query: Query): Rows<Product> {
	const asked = askedSkus(shop, query);
	if (parentId !== null) return filtered(shop, variationsOf(shop, parentId), query, asked);
	const listed = asked === null ? listedInOrder(shop, 'variation', query) : null;
	const all = (): readonly Product[] => (asked === null ? [...shop.products.values()] : withSkus(shop.products, asked));
	return (
		listed ??
		filtered(
			shop,
			all().filter(({ type }) => type === 'variation'),
			query,
			asked,
		)
	);
}

function filtered(
	shop: Shop,
	candidates: readonly Product[],
	query: Query,
	asked: ReadonlySet<string> | null,
): Product[] {
	const dateFits = dateFilter(shop, query);
	const skuFits = (product: Product): boolean =>
		asked === null || (product.sku !== '' && asked.has(collated(product.sku)));
	return sorted(
		shop,
		candidates.filter((product) => skuFits(product) && dateFits(product) && fits(shop, product, query)),
		query,
	);
}

/**
 * The SKUs that `sku=` asks for: split at commas without trimming, and the whole text as one SKU too.
 * Null when there is nothing to filter by: no parameter, an empty one, or SKUs switched off in the shop.
 */
function askedSkus(shop: Shop, query: Query): ReadonlySet<string> | null {
	const sku = sanitize(textOf(query, 'sku') ?? '');
	if (sku === '' || !shop.settings.skuEnabled) return null;
	return new Set([...sku.split(','), sku].map(collated));
}

/** What WordPress' sanitize_text_field leaves of a text. */
function sanitize(text: string): string {
	return text
		.replace(/<[^>]*>/g, '')
		.replace(/[\r\n\t ]+/g, ' ')
		.replace(/%[a-f0-9]{2}/gi, '')
		.trim();
}

function fits(shop: Shop, product: Product, query: Query): boolean {
	return (
		statusFits(product, textOf(query, 'status') ?? 'any') && idsFit(product, query) && textFits(shop, product, query)
	);
}

function statusFits(product: Product, status: string): boolean {
	return status === 'any' ? product.status !== 'trash' && product.status !== 'auto-draft' : product.status === status;
}

function idsFit(product: Product, query: Query): boolean {
	const listed = (name: string, id: number): boolean | null =>
		query[name] === undefined || query[name] === '' ? null : readList(query[name]).includes(String(id));
	return (
		(listed('include', product.id) ?? true) &&
		!(listed('exclude', product.id) ?? false) &&
		(listed('parent', product.parentId) ?? true)
	);
}

function textFits(shop: Shop, product: Product, query: Query): boolean {
	const [type, status, search] = [textOf(query, 'type'), textOf(query, 'stock_status'), textOf(query, 'search')];
	if (type !== undefined && product.type !== type) return false;
	if (status !== undefined && stockStatus(shop, product) !== status) return false;
	return search === undefined || fullName(shop, product).toLowerCase().includes(search.toLowerCase());
}

function sorted(shop: Shop, products: readonly Product[], query: Query): Product[] {
	const direction = textOf(query, 'order') === 'asc' ? 1 : -1;
	const orderBy = textOf(query, 'orderby') ?? 'date';
	if (orderBy === 'include') return inAskedOrder(products, query);
	const key = sortKeys(shop)[orderBy] ?? ((product: Product) => product.createdAt);
	return [...products].sort((a, b) => direction * (compare(key(a), key(b)) || a.id - b.id));
}

function inAskedOrder(products: readonly Product[], query: Query): Product[] {
	const asked = readList(query.include ?? '').map(Number);
	return [...products].sort((a, b) => asked.indexOf(a.id) - asked.indexOf(b.id));
}

function sortKeys(shop: Shop): Record<string, (product: Product) => number | string> {
	return {
		id: ({ id }) => id,
		modified: ({ modifiedAt }) => modifiedAt,
		title: ({ name }) => name.toLowerCase(),
		slug: ({ slug }) => slug,
		price: (product) => Number(priceOf(shop, product)),
		sales: ({ totalSales }) => totalSales,
		popularity: ({ totalSales }) => totalSales,
		menu_order: () => 0,
	};
}

function compare(a: number | string, b: number | string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
