import { allVariants, stockFor, type CatalogProduct, type Variant } from '../listings/product.mts';
import { levelAt, shownLevel, type Stock } from './level.mts';
import { listOf, readPage, refuseUnknown, type Query } from '../api/query.mts';
import type { Call, Route, RouteReply } from '../api/route.mts';
import type { Location, Store } from '../store.mts';
import { v3Page } from '../api/v3Page.mts';

const pageLimits = { otherwise: 10, most: 1000 };
const filters = ['sku:in', 'variant_id:in', 'product_id:in', 'location_id:in', 'location_code:in', 'page', 'limit'];

export const inventoryReadRoutes: readonly Route[] = [
	{ method: 'GET', path: '/v3/inventory/items', scope: 'store_inventory_read_only', handle: listItems },
	{
		method: 'GET',
		path: '/v3/inventory/locations/:location/items',
		scope: 'store_inventory_read_only',
		handle: listItemsOfLocation,
	},
	{ method: 'GET', path: '/v3/inventory/locations', scope: 'store_locations_read_only', handle: listLocations },
];

interface Item {
	/** Among all items. */
	readonly place: number;
	readonly product: CatalogProduct;
	/** The base variant, a variant that is tracked, or none for a product with options that is tracked as a whole. */
	readonly variant: Variant | null;
	readonly sku: string;
	readonly stock: Stock;
}

interface Items {
	readonly version: number;
	readonly all: readonly Item[];
	readonly bySku: ReadonlyMap<string, readonly Item[]>;
	readonly byVariant: ReadonlyMap<string, readonly Item[]>;
	readonly byProduct: ReadonlyMap<string, readonly Item[]>;
}

const kept = new WeakMap<Store['products'], Items>();

/** The items whose stock the store counts; others do not appear. They are kept until the catalogue changes: levels do not change them. */
function itemsOf(store: Store): Items {
	const known = kept.get(store.products);
	if (known?.version === store.products.version) return known;
	const all = countedItems(store).map((item, place) => ({ ...item, place }));
	const items = {
		version: store.products.version,
		all,
		bySku: Map.groupBy(all, ({ sku }) => sku.toLowerCase()),
		byVariant: Map.groupBy(all, ({ variant }) => String(variant?.id)),
		byProduct: Map.groupBy(all, ({ product }) => String(product.id)),
	};
	kept.set(store.products, items);
	return items;
}

function countedItems(store: Store): Omit<Item, 'place'>[] {
	const pooled = new Set(
		[...store.products.list('byId')].filter(
			(product) => product.inventoryTracking === 'product' && product.variants.every(({ option }) => option !== null),
		),
	);
	const counted = allVariants(store).flatMap((variant): Omit<Item, 'place'>[] => {
		const product = store.products.get(variant.productId);
		const stock = product === undefined || pooled.has(product) ? null : stockFor(product, variant);
		return product === undefined || stock === null ? [] : [{ product, variant, sku: variant.sku, stock }];
	});
	return [
		...counted,
		...[...pooled].map((product) => ({ product, variant: null, sku: product.sku, stock: product.stock })),
	];
}

function listItems({ store, query }: Call): RouteReply {
	refuseUnknown(query, filters);
	return {
		body: v3Page(matching(store, query), readPage(query, pageLimits), (item) =>
			itemJson(store, item, locationsOf(store, query)),
		),
	};
}

function listItemsOfLocation({ store, query, path }: Call): RouteReply {
	refuseUnknown(query, filters);
	const location = store.settings.locations.filter(({ id }) => String(id) === path.location);
	return {
		body: v3Page(matching(store, query), readPage(query, pageLimits), (item) => itemJson(store, item, location)),
	};
}

function matching(store: Store, query: Query): readonly Item[] {
	const skus = listOf(query, 'sku:in')?.map((sku) => sku.toLowerCase()) ?? null;
	const [variants, products] = [listOf(query, 'variant_id:in'), listOf(query, 'product_id:in')];
	const { all, bySku, byVariant, byProduct } = itemsOf(store);
	const filters = [
		[skus, bySku],
		[variants, byVariant],
		[products, byProduct],
	] as const;
	const found = filters.flatMap(([asked, by]) =>
		asked === null ? [] : [new Set([...new Set(asked)].flatMap((name) => by.get(name) ?? []))],
	);
	const [first, ...others] = found;
	if (first === undefined) return all;
	return [...first]
		.filter((item) => others.every((other) => other.has(item)))
		.sort((one, other) => one.place - other.place);
}

function locationsOf(store: Store, query: Query): readonly Location[] {
	const [ids, codes] = [listOf(query, 'location_id:in'), listOf(query, 'location_code:in')];
	return store.settings.locations.filter(
		({ id, code }) => (ids?.includes(String(id)) ?? true) && (codes?.includes(code) ?? true),
	);
}

function itemJson(store: Store, { product, variant, sku, stock }: Item, locations: readonly Location[]): unknown {
	return {
		identity: {
			sku,
			variant_id: variant?.id ?? null,
			product_id: product.id,
			sku_id: variant?.option == null ? null : variant.id + 1000,
		},
		locations: locations.map((location) => {
			const level = levelAt(stock, location.id);
			const onHand = shownLevel(store, level);
			return {
				location_id: location.id,
				location_code: location.code,
				location_name: location.label,
				available_to_sell: onHand - level.safetyStock,
				total_inventory_onhand: onHand,
				location_enabled: location.enabled,
				settings: {
					safety_stock: level.safetyStock,
					is_in_stock: onHand - level.safetyStock > 0,
					warning_level: 0,
					bin_picking_number: '',
				},
			};
		}),
	};
}

function listLocations({ store, query }: Call): RouteReply {
	refuseUnknown(query, [
		'is_default',
		'is_active',
		'location_id:in',
		'location_code:in',
		'managed_by_external_source',
		'page',
		'limit',
	]);
	const flag = (name: string, value: boolean): boolean => (query.get(name) ?? String(value)) === String(value);
	const locations = locationsOf(store, query).filter(
		({ id, enabled }) =>
			flag('is_default', id === 1) && flag('is_active', enabled) && flag('managed_by_external_source', false),
	);
	return { body: v3Page(locations, readPage(query, { otherwise: 50, most: 1000 }), locationJson) };
}

function locationJson({ id, code, label, enabled }: Location): unknown {
	return {
		id,
		code,
		label,
		description: '',
		managed_by_external_source: false,
		type_id: 'PHYSICAL',
		enabled,
		operating_hours: null,
		time_zone: 'America/New_York',
		address: null,
		storefront_visibility: true,
		special_hours: [],
	};
}
