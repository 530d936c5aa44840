import { readWhole, type TradingApi } from '../tradingApi';
import { readChoice } from '../../../reading/readUnknown';
import { textAt } from '../../../reading/readXml';

const CALL = 'GetUserPreferences';

/**
 * Whether the seller's listings stay at 0 instead of ending; eBay is asked when somebody first wants to know.
 * https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetUserPreferences.html
 */
export function outOfStockControl(trading: TradingApi): () => Promise<boolean> {
	let known: Promise<boolean> | null = null;
	return async () => await (known ??= ask(trading));
}

async function ask(trading: TradingApi): Promise<boolean> {
	const answer = readWhole(
		CALL,
		await trading(CALL, '<ShowOutOfStockControlPreference>true</ShowOutOfStockControlPreference>'),
	);
	// A seller who never chose may be told nothing: then a listing ends, as eBay's own default has it.
	return (
		readChoice(
			textAt(answer, 'OutOfStockControlPreference') ?? 'false',
			['true', 'false'],
			`ebay ${CALL}.OutOfStockControlPreference`,
		) === 'true'
	);
}
