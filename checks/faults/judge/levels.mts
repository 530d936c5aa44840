import type { JournalEntry } from '../../../sandbox/kit/journal.mts';
import type { ChannelName } from '../names.mts';
import type { StockRow } from '../stockRows.mts';

/** A level that a channel was given, as its journal has it. */
export interface LevelWrite {
	readonly channel: ChannelName;
	readonly sku: string;
	readonly begunAt: number;
	/** When it was committed, milliseconds since the epoch. */
	readonly at: number;
	/** Null where the request names a change and no level. */
	readonly quantity: number | null;
}

interface Row {
	readonly skus: readonly string[];
	readonly quantity: number | null;
}

/** Every level that the service took, read from the requests that it was sent. */
export function levelWrites(
	channel: ChannelName,
	journal: readonly JournalEntry[],
	stock: readonly StockRow[],
): LevelWrite[] {
	const skusAt = (stockId: string): string[] =>
		stock.flatMap((row) => (row.stockId === stockId && row.sku !== null ? [row.sku] : []));
	const taken = journal.filter(({ status, cut }) => status >= 200 && status < 300 && cut !== 'before');
	return taken.flatMap((entry) =>
		ROWS[channel](entry, skusAt).flatMap(({ skus, quantity }) =>
			skus.map((sku) => ({ channel, sku, begunAt: entry.begunAt, at: entry.at, quantity })),
		),
	);
}

type SkusAt = (stockId: string) => string[];

const ROWS: Readonly<Record<ChannelName, (entry: JournalEntry, skusAt: SkusAt) => Row[]>> = {
	woocommerce: shopRows,
	bigcommerce: storeRows,
	ebay: ebayRows,
};

function shopRows({ path, requestBody }: JournalEntry, skusAt: SkusAt): Row[] {
	if (!/\/(products|variations)\/batch$/.test(path)) return [];
	return listAt(requestBody, 'update').map((row) => ({
		skus: skusAt(textOf(row.id)),
		quantity: unitsOf(row.stock_quantity),
	}));
}

function storeRows({ path, requestBody }: JournalEntry, skusAt: SkusAt): Row[] {
	if (!/\/inventory\/adjustments\//.test(path)) return [];
	const isAbsolute = path.endsWith('/absolute');
	return listAt(requestBody, 'items').map((row) => ({
		skus:
			typeof row.sku === 'string'
				? [row.sku]
				: skusAt(
						row.product_id === undefined ? `variant ${textOf(row.variant_id)}` : `product ${textOf(row.product_id)}`,
					),
		quantity: isAbsolute ? unitsOf(row.quantity) : null,
	}));
}

function ebayRows({ path, requestBody }: JournalEntry, skusAt: SkusAt): Row[] {
	if (path.endsWith('/bulk_update_price_quantity'))
		return listAt(requestBody, 'requests').map((row) => ({ skus: [textOf(row.sku)], quantity: offeredIn(row) }));
	const xml = textOf(requestBody);
	if (!xml.includes('ReviseInventoryStatusRequest')) return [];
	return [...xml.matchAll(/<InventoryStatus>(.*?)<\/InventoryStatus>/gs)].map(([, row = '']) => {
		const sku = element(row, 'SKU');
		return {
			skus: sku === null ? skusAt(element(row, 'ItemID') ?? '') : [sku],
			quantity: unitsOf(Number(element(row, 'Quantity'))),
		};
	});
}

function offeredIn(row: Fields): number | null {
	const [offer] = listAt(row, 'offers');
	const { quantity } = (row.shipToLocationAvailability ?? {}) as Fields;
	return unitsOf(quantity ?? offer?.availableQuantity);
}

const ENTITIES: Readonly<Record<string, string>> = {
	'&amp;': '&',
	'&apos;': "'",
	'&#39;': "'",
	'&quot;': '"',
	'&lt;': '<',
	'&gt;': '>',
};

function element(xml: string, name: string): string | null {
	const text = new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(xml)?.[1];
	return text === undefined
		? null
		: text.replace(/&(?:amp|apos|#39|quot|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);
}

type Fields = Readonly<Record<string, unknown>>;

function listAt(body: unknown, name: string): readonly Fields[] {
	const list = typeof body === 'object' && body !== null ? (body as Fields)[name] : undefined;
	return Array.isArray(list) ? (list as readonly Fields[]) : [];
}

function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function unitsOf(value: unknown): number | null {
	return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
