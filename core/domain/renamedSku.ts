import { shifted } from '../model/moment';
import type { StockLevel } from '../model/stockLevel';

/** A rename is a change of the item: one that has not changed for so long was not renamed lately. Seconds. */
const LATELY = 2 * 24 * 3600;

/** What may be behind a SKU that the channel does not know, of an item that changed lately (rules.md E11); '' where nothing says so. A bundle changes with its parts. */
export function renamedHint({
	changedAt,
	asOf,
	components,
}: Pick<StockLevel, 'changedAt' | 'asOf' | 'components'>): string {
	if (changedAt === null || components.length > 0 || changedAt < shifted(asOf, -LATELY)) return '';
	return '. If the SKU was renamed in QuickBooks, the old listing keeps its level: rename it on the channel too';
}
