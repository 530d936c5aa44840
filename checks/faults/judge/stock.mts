import type { OrderTruth } from '../../books/orderTruth.mts';
import type { StockEvent } from '../eventLog.mts';
import type { Article } from '../goods.mts';
import { CHANNELS, type ServiceName } from '../names.mts';
import { stockRows, shownLevels, type StockRow } from '../stockRows.mts';
import type { Environment } from '../environment.mts';
import { unitsGone } from './books.mts';
import type { Finding } from './findings.mts';

export interface StockEvidence {
	readonly goods: readonly Article[];
	readonly adjustments: readonly StockEvent[];
	readonly orders: readonly OrderTruth[];
	readonly rows: Readonly<Record<ServiceName, readonly StockRow[]>>;
}

export async function judgeStock(
	{ goods, eventLog, controls }: Environment,
	orders: readonly OrderTruth[],
): Promise<Finding[]> {
	const [quickbooks, woocommerce, bigcommerce, ebay] = await Promise.all(
		(['quickbooks', ...CHANNELS] as const).map(async (name) => await stockRows(controls[name])),
	);
	const rows = {
		quickbooks: quickbooks ?? [],
		woocommerce: woocommerce ?? [],
		bigcommerce: bigcommerce ?? [],
		ebay: ebay ?? [],
	};
	return compareStock({ goods, adjustments: eventLog.stock.filter(({ kind }) => kind === 'adjustment'), orders, rows });
}

/** QuickBooks has what was counted less what was sold, and every listing shows that, or 0 where less than nothing is left (rules.md E5). */
export function compareStock({ goods, adjustments, orders, rows }: StockEvidence): Finding[] {
	const gone = orders.map(unitsGone);
	return goods.flatMap(({ sku, quantity }) => {
		const counted = adjustments.filter((event) => event.sku === sku).reduce((sum, { by }) => sum + by, quantity);
		const should = counted - gone.reduce((sum, units) => sum + (units.get(sku) ?? 0), 0);
		const differs = (name: ServiceName, expected: number): Finding[] => {
			const shown = rows[name].filter((row) => row.sku === sku).flatMap(shownLevels);
			const isRight = shown.length > 0 && shown.every((units) => units === expected);
			return isRight
				? []
				: [
						{
							figure: 'stockMismatches',
							what: `${name} shows ${shown.join(', ') || 'nothing'} of ${sku}, not ${expected}`,
						},
					];
		};
		return [...differs('quickbooks', should), ...CHANNELS.flatMap((channel) => differs(channel, Math.max(0, should)))];
	});
}
