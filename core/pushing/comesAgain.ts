import type { ShopsReport } from './pushToShops';

/** The beginning of the failure by which a run says: it did what it could, and the rest has to come again. */
const COMES_AGAIN = 'Comes again:';

/** So many causes make a message that somebody reads. */
const MOST_NAMED = 3;

/**
 * Why a run has to come again, in words; null where it need not. `asked` says of the first levels of the report, in its order, whether a trigger
 * delivers it once more. A whole shop that failed lacks every level, unless a person has to mend its credential; a level asks for itself.
 */
export function reasonToComeAgain(
	{ shops, sharedStockTrouble }: ShopsReport,
	asked: ReadonlyArray<{ readonly comesAgain: boolean }>,
): string | null {
	if (!asked.some(({ comesAgain }) => comesAgain)) return null;
	const failed = shops.flatMap(({ shop: { channel }, result }) =>
		'failure' in result && !result.isLeftOut ? [`${channel.displayName}: ${result.failure}`] : [],
	);
	const waiting = shops.flatMap(({ shop: { channel }, result }) => {
		if ('failure' in result) return [];
		const retried = result.outcomes.filter((_, place) => asked[place]?.comesAgain === true).flat();
		return retried
			.filter(({ retry }) => retry)
			.map(({ sku, reason }) => `${sku} on ${channel.displayName}. ${reason ?? ''}`);
	});
	const causes = [...failed, ...(sharedStockTrouble === null ? [] : [sharedStockTrouble]), ...waiting];
	if (causes.length === 0) return null;
	const rest = causes.length - MOST_NAMED;
	return causes.slice(0, MOST_NAMED).join('; ') + (rest > 0 ? `; and ${rest} more` : '');
}

/** What a run ends with that has to come again. */
export function comesAgainMessage(reason: string): string {
	return `${COMES_AGAIN} ${reason}`;
}

/** True for the failure of such a run. */
export function saysComesAgain(message: string): boolean {
	return message.startsWith(COMES_AGAIN);
}
