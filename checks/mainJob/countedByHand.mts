import { counted } from './goods.mts';
import type { Judge } from './judge.mts';
import { awaitSameLevels } from './levels.mts';

const timeoutSeconds = 300;

/** (c) Quantities adjusted by hand in QuickBooks reach every channel, also when the tokens have just run out. */
export async function countedByHand(judge: Judge): Promise<void> {
	await Promise.all([judge.expireTokens('quickbooks'), judge.expireTokens('ebay')]);
	for (const { sku, quantity } of counted) await judge.setStock('quickbooks', sku, quantity);
	await awaitSameLevels(
		judge,
		counted.map(({ sku }) => sku),
		timeoutSeconds,
	);
}
