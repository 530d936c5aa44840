import { planLast, planRefunds, withoutLast } from '../plan/creditsPlan';
import type { PostingRun } from '../plan/postingRun';
import type { PostedSale } from '../plan/stages';
import { correctEarlierCredits } from './creditRounding';
import { withMoneyItems } from './moneyItems';
import { writeCredits } from './writeCredits';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

/**
 * 1. Units and rounding of credits of earlier runs are put right, after which others may be left to be paid in money alone.
 * 2. Every refund that is not in the books yet is planned.
 * 3. The credits of all sales are written together.
 * 4. Those that take all that the others left follow, on items that may be others than planned: what is left of a part may be money alone.
 */
export async function creditRefunds(
	client: QuickBooksClient,
	postedSales: readonly PostedSale[],
	run: PostingRun,
): Promise<PostedSale[]> {
	const corrected: PostedSale[] = [];
	for (const postedSale of postedSales) corrected.push(await correctEarlierCredits(client, postedSale, run));
	const isAsBefore = corrected.every((sale) => postedSales.includes(sale));
	const sales = isAsBefore ? corrected : await withMoneyItems(client, corrected, run);
	const first = sales.map((sale) => withoutLast(planRefunds(sale, run)));
	const written = await writeCredits(
		client,
		first.map(({ planned }) => planned),
		run,
	);
	if (first.every(({ last }) => last === null)) return written;
	const known = await withMoneyItems(client, written, run);
	const rest = known.map((postedSale, place) => planLast(postedSale, first[place]?.last ?? null, run));
	return await writeCredits(client, rest, run);
}
