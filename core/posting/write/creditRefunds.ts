import { planLast, planRefunds, withoutLast } from '../plan/creditsPlan';
import type { PostingRun } from '../plan/postingRun';
import type { PostedSale } from '../plan/stages';
import { withMoneyItems } from './moneyItems';
import { writeCredits } from './writeCredits';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

/**
 * 1. What money alone goes back on is found anew: credits that were put right and payments may have left others to be paid so.
 * 2. Every refund that is not in the books yet is planned.
 * 3. The credits of all sales are written together.
 * 4. Those that take all that the others left follow, on items that may be others than planned: what is left of a part may be money alone.
 */
export async function creditRefunds(
	client: QuickBooksClient,
	postedSales: readonly PostedSale[],
	run: PostingRun,
): Promise<PostedSale[]> {
	const sales = await withMoneyItems(client, postedSales, run);
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
