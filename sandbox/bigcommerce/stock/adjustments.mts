import { ApiError } from '../api/errors.mts';
import { isSimple, variantsWithSku, variantWithId, type CatalogProduct } from '../listings/product.mts';
import { adjustLevel, levelAt, type Level, type Stock } from './level.mts';
import type { Call, Route, RouteReply } from '../api/route.mts';
import { takeId, type Store } from '../store.mts';

const scope = 'store_inventory';
const most = 2000;
const highest = 2_147_483_647;
const fields = ['location_id', 'sku', 'variant_id', 'product_id', 'quantity'];

export const adjustmentRoutes: readonly Route[] = [
	{ method: 'PUT', path: '/v3/inventory/adjustments/absolute', scope, handle: adjustAbsolute },
	{ method: 'POST', path: '/v3/inventory/adjustments/relative', scope, handle: adjustRelative },
];

interface Entry {
	readonly location_id?: unknown;
	readonly sku?: unknown;
	readonly variant_id?: unknown;
	readonly product_id?: unknown;
	readonly quantity?: unknown;
}

interface Adjustment {
	readonly level: Level;
	readonly onHand: number;
	readonly trackedAt: 'product' | 'variant';
}

function adjustAbsolute(call: Call): RouteReply {
	call.mark('absolute adjustment');
	return adjust(call, (_level, quantity) => (quantity < 0 ? 'quantity must be at least 0' : quantity));
}

function adjustRelative(call: Call): RouteReply {
	call.mark('relative adjustment');
	refuseNeverSet(call);
	return adjust(call, (level, quantity) => {
		const onHand = level.onHand + quantity;
		if (quantity === 0) return 'quantity must not be 0';
		if (onHand > highest) return `a level is at most ${highest}`;
		return quantity < 0 && onHand < level.safetyStock ? 'insufficient stock' : onHand;
	});
}

/** A stock that was never set takes no difference; then nothing of the call is taken, whatever the store's setting. */
function refuseNeverSet({ store, body, mark }: Call): void {
	const names = entriesOf(body).flatMap((entry) => {
		const target = targetOf(store, entry);
		const isKnown = typeof target !== 'string' && levelAt(target.stock, Number(entry.location_id)).isSet;
		return typeof target === 'string' || isKnown ? [] : [nameOf(entry)];
	});
	if (names.length === 0) return;
	mark('422');
	const title = `Items with identity: [${names.join(', ')}] requires absolute adjustment before relative`;
	throw new ApiError(422, title, { problem: true });
}

function nameOf(entry: Entry): string {
	const [name, id] = Object.entries(entry).find(([key]) => ['sku', 'variant_id', 'product_id'].includes(key)) ?? [];
	return `${name} ${String(id)}`;
}

/** The level that an entry leads to, or what is wrong with it. */
type Arithmetic = (level: Level, quantity: number) => number | string;

/** Accepts at once, shows later. One bad entry rejects all of them, or none but itself, by the store's setting. */
function adjust(call: Call, arithmetic: Arithmetic): RouteReply {
	const { store } = call;
	const entries = entriesOf(call.body);
	const outcomes = entries.map((entry) => plan(store, entry, arithmetic));
	const troubles = outcomes.flatMap((outcome, index) =>
		typeof outcome === 'string' ? [[`items.${index}`, outcome] as const] : [],
	);
	const good = outcomes.filter((outcome) => typeof outcome !== 'string');
	if (troubles.length === 0 || store.settings.badEntries === 'applyRest') {
		for (const { level, onHand } of good) adjustLevel(store, level, onHand);
		for (const kind of new Set(good.map(({ trackedAt }) => trackedAt))) call.mark(`${kind}-tracked item`);
	}
	if (troubles.length > 0) throw refusal(call, troubles);
	return { body: { transaction_id: `adjustment-${String(takeId(store, 'transaction')).padStart(6, '0')}` } };
}

function refusal(call: Call, troubles: readonly (readonly [string, string])[]): ApiError {
	call.mark('422');
	return new ApiError(422, troubles[0]?.[1] ?? '', { errors: Object.fromEntries(troubles), problem: true });
}

function entriesOf(body: unknown): Entry[] {
	const { items, reason, ...others } = (typeof body === 'object' && body !== null ? body : {}) as {
		items?: unknown;
		reason?: unknown;
	};
	const unknown = Object.keys(others);
	if (unknown.length > 0) throw new ApiError(422, `unknown field: ${unknown.join(', ')}`, { problem: true });
	if (reason !== undefined && typeof reason !== 'string')
		throw new ApiError(422, 'reason must be text', { problem: true });
	if (!Array.isArray(items) || items.length === 0)
		throw new ApiError(422, 'items must be a list with at least one entry', { problem: true });
	if (items.length > most) throw new ApiError(422, `items must have at most ${most} entries`, { problem: true });
	return items as Entry[];
}

function plan(store: Store, entry: Entry, arithmetic: Arithmetic): Adjustment | string {
	const unknown = Object.keys(entry).filter((name) => !fields.includes(name));
	if (unknown.length > 0) return `unknown field: ${unknown.join(', ')}`;
	const { location_id: location, quantity } = entry;
	if (!store.settings.locations.some(({ id }) => id === location)) return `location ${String(location)} does not exist`;
	if (!Number.isInteger(quantity) || Math.abs(Number(quantity)) > highest)
		return `quantity must be a whole number of at most ${highest}`;
	const target = targetOf(store, entry);
	if (typeof target === 'string') return target;
	const level = levelAt(target.stock, Number(location));
	const onHand = arithmetic(level, Number(quantity));
	return typeof onHand === 'string' ? onHand : { level, onHand, trackedAt: target.trackedAt };
}

interface Target {
	readonly stock: Stock;
	readonly trackedAt: 'product' | 'variant';
}

function targetOf(store: Store, entry: Entry): Target | string {
	const named = (['sku', 'variant_id', 'product_id'] as const).filter((name) => entry[name] !== undefined);
	if (named.length !== 1) return 'exactly one of sku, variant_id and product_id must be given';
	if (entry.sku !== undefined) return targetBySku(store, String(entry.sku));
	if (entry.variant_id !== undefined) return targetByVariant(store, Number(entry.variant_id));
	const product = store.products.get(Number(entry.product_id));
	return product === undefined ? `product ${String(entry.product_id)} does not exist` : targetByProduct(product);
}

/** The SKU of a product that is tracked as a whole, or of a variant that is tracked by itself. */
function targetBySku(store: Store, sku: string): Target | string {
	const named = sku === '' ? [] : [...store.products.list('sku', sku.toLowerCase())];
	const whole = named.find((product) => product.inventoryTracking !== 'variant' || !isSimple(product));
	if (whole !== undefined) return targetByProduct(whole);
	const [variant] = sku === '' ? [] : variantsWithSku(store, sku);
	return variant === undefined ? `sku ${sku} does not exist` : targetByVariant(store, variant.id);
}

function targetByVariant(store: Store, id: number): Target | string {
	const variant = variantWithId(store, id);
	const product = variant === undefined ? undefined : store.products.get(variant.productId);
	if (variant === undefined || product === undefined) return `variant ${id} does not exist`;
	if (product.inventoryTracking === 'variant') return { stock: variant.stock, trackedAt: 'variant' };
	return wrongLevel(product, 'variant');
}

function targetByProduct(product: CatalogProduct): Target | string {
	return product.inventoryTracking === 'product'
		? { stock: product.stock, trackedAt: 'product' }
		: wrongLevel(product, 'product');
}

function wrongLevel(product: CatalogProduct, asked: 'product' | 'variant'): string {
	if (product.inventoryTracking === 'none') return `product ${product.id} does not track inventory`;
	return `product ${product.id} tracks inventory at ${product.inventoryTracking} level, not at ${asked} level`;
}
