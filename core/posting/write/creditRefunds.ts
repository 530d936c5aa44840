import { planRefunds, type SaleWithCredits } from '../plan/creditsPlan';
import type { PostingRun } from '../plan/postingRun';
import type { PostedSale } from '../plan/stages';
import { correctEarlierCredits } from './creditRounding';
import { writeCredits } from './writeCredits';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

/**
 * 1. The rounding of credits of earlier runs is put right.
 * 2. Every refund that is not in the books yet is planned.
 * 3. The credits of all sales are written together.
 */
export async function creditRefunds(
	client: QuickBooksClient,
	postedSales: readonly PostedSale[],
	run: PostingRun,
): Promise<PostedSale[]> {
	const salesWithCredits: SaleWithCredits[] = [];
	for (const postedSale of postedSales)
		salesWithCredits.push(planRefunds(await correctEarlierCredits(client, postedSale, run), run));
	return await writeCredits(client, salesWithCredits, run);
}
