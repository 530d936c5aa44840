import { oddities, shop as articles, type Article } from '../../catalogue/shop.mts';
import { addProduct, type Product } from '../listings/product.mts';
import { emptyShop, type Shop, type ShopServer } from '../shop.mts';

/** The merchant's WooCommerce shop at the start: US dollars, New York, no taxes, no orders. `more` are articles beside those of the catalogue. */
export function seedShop(server: ShopServer, more: readonly Article[] = []): Shop {
	const shop = emptyShop(server);
	const sold = [...articles, ...more].filter((article) => article.woocommerce !== null);
	const families = Map.groupBy(sold, ({ woocommerce }) => woocommerce?.parent);
	for (const [name, members] of families) if (name !== undefined) addFamily(shop, name, members);
	for (const article of sold.filter(({ woocommerce }) => woocommerce?.parent === undefined)) addSimple(shop, article);
	addOddities(shop);
	return shop;
}

/** A variable product and its variations; the parent has a SKU only where the catalogue gives it one. */
function addFamily(shop: Shop, name: string, members: readonly Article[]): void {
	const own = members.find(({ woocommerce }) => woocommerce?.isParent === true);
	const children = members.filter((article) => article !== own);
	const shared = children.find(({ woocommerce }) => woocommerce?.tracked === 'parent');
	const stock = shared === undefined ? {} : { manageStock: true, stockQuantity: (own ?? shared).quantity };
	const parent = addProduct(shop, { name, type: 'variable', sku: own?.sku ?? '', ...stock });
	for (const child of children) addVariation(shop, parent, child);
}

function addVariation(shop: Shop, parent: Product, article: Article): void {
	const [, ...words] = article.name.split(', ');
	const own = article.woocommerce?.tracked === 'own';
	addProduct(shop, {
		name: parent.name,
		slug: article.sku.toLowerCase(),
		type: 'variation',
		parentId: parent.id,
		option: { name: 'Kind', value: words.length === 0 ? article.name : words.join(', ') },
		taxClass: 'parent',
		sku: article.sku,
		regularPrice: article.price,
		...(own ? { manageStock: true, stockQuantity: article.quantity } : {}),
	});
}

function addSimple(shop: Shop, { sku, name, price, quantity, woocommerce }: Article): void {
	const stock = woocommerce?.tracked === 'own' ? { manageStock: true, stockQuantity: quantity } : {};
	addProduct(shop, { name, sku, regularPrice: price, ...stock });
}

function addOddities(shop: Shop): void {
	const { duplicateInQuickBooks, differentCase, withoutSku } = oddities;
	for (const { sku, name, price, quantity } of [
		duplicateInQuickBooks,
		{ ...differentCase, sku: differentCase.channels },
		{ ...withoutSku, sku: '' },
	]) {
		addProduct(shop, { name, sku, regularPrice: price, manageStock: true, stockQuantity: quantity });
	}
}
