import { drawPrice } from '../amounts.mts';
import type { Random } from '../random.mts';
import type { RateSet } from '../company.mts';
import { drawCart, drawLongCart, drawQuantity } from '../goods.mts';
import type { OrderTruth } from '../orderTruth.mts';
import type { ChannelName } from '../protocol.mts';
import type { Oddity } from '../goods.mts';

export interface SaleLine {
	readonly sku?: string;
	readonly title?: string;
	readonly name?: string;
	readonly quantity: number;
	readonly unitPrice?: string;
	readonly taxRates?: readonly Rate[];
	readonly discount?: string;
	readonly giftCertificate?: boolean;
	readonly bundledBy?: number;
}

export interface Rate {
	readonly name: string;
	readonly percent: string;
}

/** How the channel writes prices, and what it can put on a line. */
export interface LineRules {
	readonly channel: ChannelName;
	readonly currency: string;
	/** Decimals that a price may have. */
	readonly decimals: number;
	/** Sets of rates that one line may have. */
	readonly rateSets: readonly RateSet[];
	/** Null: the channel's lines name no rates of their own. */
	readonly ratesOnLines: boolean;
	/** One cart in twenty has dozens of lines. */
	readonly mayBeLong: boolean;
}

export function ratesOf({ rates }: RateSet): Rate[] {
	return rates.map((percent) => ({ name: nameOf(percent), percent }));
}

/** Rates bear a name for each percentage, as a shop's table has them. */
function nameOf(percent: string): string {
	return percent === '0' ? 'Zero rate' : `Tax ${percent}`;
}

/** The lines of a cart. One cart in three mixes rates from line to line. */
export function drawLines(
	rules: LineRules,
	random: Random,
): { lines: SaleLine[]; taxRates: Rate[]; oddities: Oddity[] } {
	const long = random.fork('long');
	const isLong = rules.mayBeLong && long.happens(5);
	const usual = drawCart(rules.channel, random);
	const cart = isLong ? drawLongCart(rules.channel, long) : usual;
	const taxRates = ratesOf(random.oneOf(rules.rateSets));
	const mixes = rules.ratesOnLines && random.happens(33);
	const lines = cart.map(
		({ sku, title, quantity }): SaleLine => ({
			...(sku === '' ? namedLine(rules.channel, title) : { sku }),
			quantity,
			...(sku === '' || random.happens(40) ? { unitPrice: drawPrice(random, rules.currency, rules.decimals) } : {}),
			...(mixes ? { taxRates: ratesOf(random.oneOf(rules.rateSets)) } : {}),
		}),
	);
	return { lines, taxRates, oddities: cart.flatMap(({ oddity }) => oddity ?? []) };
}

function namedLine(channel: ChannelName, title: string): Partial<SaleLine> {
	return channel === 'ebay' ? { title } : { name: title };
}

/** What shall be there after an edit: lines that stay, lines with another quantity or price, one more perhaps. */
export function drawEditedLines(order: OrderTruth, rules: LineRules, random: Random): object[] {
	const kept = order.lines.filter((_line, place) => place === 0 || random.happens(80));
	const lines = kept.map(({ lineId, quantity }) => ({
		lineId,
		quantity: random.happens(50) ? drawQuantity(random) : quantity,
		...(random.happens(15) ? { unitPrice: drawPrice(random, rules.currency, rules.decimals) } : {}),
	}));
	const skus = order.lines.map(({ sku }) => sku);
	const more = random.happens(40)
		? drawCart(rules.channel, random).filter(({ sku, oddity }) => oddity === null && !skus.includes(sku))
		: [];
	return [...lines, ...more.slice(0, 1).map(({ sku, quantity }) => ({ sku, quantity }))];
}
