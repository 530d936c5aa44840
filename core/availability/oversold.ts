import { shortageOf } from './available';
import type { Reservation } from '../model/reservation';
import type { Sku } from '../model/sku';
import type { ReservedLevel } from './heldLevel';
import { knownLinks } from '../reading/knownLinks';

/** An item of which more was sold than there is (rules.md E5). */
export interface Oversold {
	readonly sku: Sku;
	readonly itemId: string;
	readonly name: string;
	/** Where people see the item in QuickBooks; absent where that is not known. */
	readonly itemUrl?: string;
	readonly quantityOnHand: number;
	/** Units that cannot be delivered. */
	readonly shortage: number;
	/** The orders that QuickBooks does not contain yet; what it contains is in the number. */
	readonly orders: readonly Reservation[];
	readonly reason: string;
}

/** Every item that was sold below zero by orders that are not in QuickBooks yet; a bundle's parts stand for it. */
export function findOversold(levels: readonly ReservedLevel[]): Oversold[] {
	return levels.flatMap(({ sku, itemId, name, itemUrl, quantityOnHand, reservations }) => {
		const shortage = shortageOf({ quantityOnHand, reservations });
		if (reservations.length === 0 || shortage === 0) return [];
		const names = reservations
			.map(({ channel, orderNumber, quantity }) => `${channel} ${orderNumber} (${quantity})`)
			.join(', ');
		const reason = `${shortage} more sold than there is: ${quantityOnHand} on hand in QuickBooks, and not posted yet are ${names}. Every channel shows 0; order more, or tell a buyer`;
		const links = knownLinks({ itemUrl });
		return [{ sku, itemId, name, ...links, quantityOnHand, shortage, orders: reservations, reason }];
	});
}
