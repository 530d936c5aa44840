import { planLast, planRefunds, withoutLast } from '../plan/creditsPlan';
import type { PostingRun } from '../plan/postingRun';
import type { PostedSale } from '../plan/stages';
import { correctEarlierCredits } from './creditRounding';
import { withMoneyItems } from './moneyItems';
import { writeCredits } from './writeCredits';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

/**
 * 1. The rounding of credits of earlier runs is put right.
 * 2. Every refund that is not in the books yet is planned.
 * 3. The credits of all sales are written together.
 * 4. Those that take all that the others left follow, on items that may be others than planned: what is left of a part may be money alone.
 */
export async function creditRefunds(
	client: QuickBooksClient,
	postedSales: readonly PostedSale[],
	run: PostingRun,
): Promise<PostedSale[]> {
	const first: Array<ReturnType<typeof withoutLast>> = [];
	for (const postedSale of postedSales)
		first.push(withoutLast(planRefunds(await correctEarlierCredits(client, postedSale, run), run)));
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
