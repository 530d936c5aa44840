import type { LineItem } from '../../core/model/lineItem';

/** A single item; `startsOn` is a day (YYYY-MM-DD). */
export function plainItem(itemId: string, startsOn: string | null = null): LineItem {
	return { itemId, startsOn, components: [] };
}
