import { requireSuccess, type TradingApi } from '../tradingApi';
import { readChoice } from '../../../reading/readUnknown';
import { findText } from '../../../reading/readXml';

const CALL = 'GetUserPreferences';

/**
 * Returns a question that tells whether the seller's listings stay at 0 instead of ending. eBay is asked once, at the first call.
 * https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetUserPreferences.html
 */
export function outOfStockControl(trading: TradingApi): () => Promise<boolean> {
	let known: Promise<boolean> | null = null;
	return async () => await (known ??= ask(trading));
}

async function ask(trading: TradingApi): Promise<boolean> {
	const answer = requireSuccess(
		CALL,
		await trading(CALL, '<ShowOutOfStockControlPreference>true</ShowOutOfStockControlPreference>'),
	);
	// eBay may not state it for a seller who never chose. Then its default holds: a listing ends at 0.
	return (
		readChoice(
			findText(answer, 'OutOfStockControlPreference') ?? 'false',
			['true', 'false'],
			`ebay ${CALL}.OutOfStockControlPreference`,
		) === 'true'
	);
}
