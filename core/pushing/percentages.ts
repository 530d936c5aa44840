/** What share of its units a channel shows, by the rules of its push. */
export interface ChannelPercentages {
	/** As people call the channel. */
	readonly name: string;
	/** Of all SKUs but those below. */
	readonly percent: number;
	/** Of SKUs that have rules of their own, by the key of the SKU. */
	readonly bySku: ReadonlyMap<string, number>;
}

/** So many SKUs are named; a hundred would hide what is wrong with them. */
const MOST_NAMED = 5;

/**
 * What can happen where somebody splits his stock and the shares come to more than there is (rules.md E6); null where they do not. A channel that
 * shows all of it splits nothing: the same units stand on several channels on purpose then, and that goes without saying.
 */
export function percentageTrouble(channels: readonly ChannelPercentages[]): string | null {
	const general = tooMuch(channels.map(({ name, percent }) => ({ name, percent })));
	const skus = [...new Set(channels.flatMap(({ bySku }) => [...bySku.keys()]))];
	const ofSkus = skus.flatMap((sku) => {
		const sums = tooMuch(channels.map(({ name, percent, bySku }) => ({ name, percent: bySku.get(sku) ?? percent })));
		return sums === null ? [] : [`SKU ${sku}: ${sums}`];
	});
	const rest = ofSkus.length - MOST_NAMED;
	const said = [
		...(general === null ? [] : [general]),
		...ofSkus.slice(0, MOST_NAMED),
		...(rest > 0 ? [`${rest} more SKUs`] : []),
	];
	if (said.length === 0) return null;
	return `The percentages of the channels add up to more than 100: ${said.join('; ')}. The last units stand on more than one channel and can be sold twice. Lower a Percentage in their credentials, or under Rules by SKU`;
}

interface Share {
	readonly name: string;
	readonly percent: number;
}

/** "WooCommerce 60 % + eBay 60 % = 120 %"; null where it is no split, or one that works out. */
function tooMuch(shares: readonly Share[]): string | null {
	const total = shares.reduce((sum, { percent }) => sum + percent, 0);
	if (total <= 100 || shares.some(({ percent }) => percent >= 100)) return null;
	return `${shares.map(({ name, percent }) => `${name} ${percent} %`).join(' + ')} = ${total} %`;
}
