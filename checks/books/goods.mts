import { oddities, shop, type Article } from '../../sandbox/catalogue/shop.mts';
import type { Random } from './random.mts';
import type { ChannelName } from './protocol.mts';

/** Why a line may need attention, or a choice of the user. */
export type Oddity = 'unknownSku' | 'ambiguousSku' | 'otherCase' | 'withoutSku';

export interface Goods {
	/** '' for the product without one. */
	readonly sku: string;
	readonly title: string;
	/** Of the price list, in US dollars. */
	readonly price: string;
	readonly oddity: Oddity | null;
}

function isSold(article: Article, channel: ChannelName): boolean {
	return article[channel] !== null && article.woocommerce?.isParent !== true;
}

const goodsOf = ({ sku, name, price }: { sku: string; name: string; price: string }, oddity: Oddity | null): Goods => ({
	sku,
	title: name,
	price,
	oddity,
});

/** What QuickBooks knows, whatever its type there. */
export function plainGoods(channel: ChannelName): Goods[] {
	return shop
		.filter((article) => isSold(article, channel) && article.quickbooks !== null)
		.map((article) => goodsOf(article, null));
}

export function oddGoods(channel: ChannelName): Goods[] {
	const { duplicateInQuickBooks, differentCase, withoutSku } = oddities;
	return [
		...shop
			.filter((article) => isSold(article, channel) && article.quickbooks === null)
			.map((article) => goodsOf(article, 'unknownSku')),
		goodsOf(duplicateInQuickBooks, 'ambiguousSku'),
		goodsOf({ ...differentCase, sku: differentCase.channels }, 'otherCase'),
		goodsOf({ ...withoutSku, sku: '' }, 'withoutSku'),
	];
}

export interface CartLine extends Goods {
	readonly quantity: number;
}

/** So many that the cents of their taxes add up; some goods stand on several lines. */
export function drawLongCart(channel: ChannelName, random: Random): CartLine[] {
	const goods = plainGoods(channel);
	return Array.from({ length: random.integer(20, 41) }, () => ({
		...random.oneOf(goods),
		quantity: drawQuantity(random),
	}));
}

/** One to six lines, each of its own goods; every eighth cart has an odd one among them. */
export function drawCart(channel: ChannelName, random: Random): CartLine[] {
	const plain = random.shuffled(plainGoods(channel)).slice(0, Number(random.weighted({ 1: 40, 2: 25, 3: 20, 5: 15 })));
	const odd = random.happens(12) ? [random.oneOf(oddGoods(channel))] : [];
	return [...plain, ...odd].map((goods) => ({ ...goods, quantity: drawQuantity(random) }));
}

export function drawQuantity(random: Random): number {
	return Number(random.weighted({ 1: 45, 2: 20, 3: 15, 7: 12, 13: 8 }));
}
