import type { Fields } from '../../core/reading/readUnknown';

const cap = {
	id: 40,
	parent_id: 0,
	type: 'variable',
	sku: '',
	name: 'Cap',
	price: '9.00',
	manage_stock: true,
	stock_quantity: 10,
	variations: [41, 42, 43, 44],
};
const variation = (id: number, text: string, stock: unknown = 'parent') => ({
	...cap,
	id,
	parent_id: 40,
	type: 'variation',
	sku: text,
	name: text,
	manage_stock: stock,
	variations: [],
});
const mug = { ...cap, id: 50, type: 'simple', sku: 'MUG', name: 'Mug', variations: [] };
const variations = [
	variation(41, 'A-RED'),
	variation(42, 'A-BLUE'),
	variation(43, 'A-GREEN'),
	variation(44, 'A-OWN', true),
];

/** What a WooCommerce shop answers whose caps of any colour but one come out of one box of ten. */
export function boxShop(path: string, { sku: skus, include }: Fields): unknown {
	if (path === '/products/40/variations') return variations;
	if (!path.startsWith('/products')) return [];
	const wanted = String(skus ?? include).split(',');
	return [cap, mug, ...variations].filter((row) => wanted.includes(skus === undefined ? String(row.id) : row.sku));
}
