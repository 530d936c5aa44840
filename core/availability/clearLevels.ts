import type { StockLevel } from '../model/stockLevel';
import { toMillis, type Moment } from '../model/moment';
import { readLevelsAgain } from '../quickbooks/bundleLevels';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import type { OpenOrders } from './openOrders';
import { findSaleDocuments, type SalesInBooks } from './postedSales';
import { unclearLevels, withDocuments, type HoldBackRules } from './reservations';

/** How often levels are read again; a sale that is still open then is held back, which only lowers. */
const ROUNDS = 3;

/** QuickBooks stamps what is written with whole seconds: by then its clock has left the second of what it has shown us, milliseconds. */
const LONGEST_WAIT = 1000;

interface Clearing extends HoldBackRules {
	readonly sleep: (milliseconds: number) => Promise<void>;
}

interface LevelsWithOrders {
	readonly levels: readonly StockLevel[];
	readonly openOrders: readonly OpenOrders[];
}

/**
 * The levels, with the sales of the orders in the books. A sale that was written in the second of a level's reading, or written and changed
 * later, leaves open whether the level contains it: such a level is read again. Throws IntegrationError.
 *
 * 1. The sales are looked up.
 * 2. Where they leave no level open, that is all.
 * 3. QuickBooks' clock leaves the second of the last such write.
 * 4. The levels in question are read again, and then the sales (rules.md E3).
 */
export async function clearLevels(
	client: QuickBooksClient,
	{ levels, openOrders }: LevelsWithOrders,
	rules: Clearing,
	rounds = ROUNDS,
): Promise<Pick<SalesInBooks, 'documentOf'> & { readonly levels: readonly StockLevel[] }> {
	const { documentOf, asOf } = await findSaleDocuments(client, openOrders);
	const unclear = unclearLevels(levels, withDocuments(openOrders, documentOf), rules);
	if (unclear === null || rounds === 0) return { documentOf, levels };
	const wait = millisUntil(unclear.clearFrom, asOf);
	if (wait > 0) await rules.sleep(wait);
	const fresh = await readLevelsAgain(client, unclear.levels);
	const current = levels.map((level) => fresh.get(level) ?? level);
	return await clearLevels(client, { levels: current, openOrders }, rules, rounds - 1);
}

function millisUntil(moment: Moment, now: Moment | null): number {
	return now === null ? LONGEST_WAIT : Math.min(LONGEST_WAIT, toMillis(moment) - toMillis(now));
}
