import { toSku, type Sku } from '../../core/model/sku';
import type { HeldComponent, HeldLevel } from '../../core/availability/heldLevel';
import type { StockLevel } from '../../core/model/stockLevel';
import type { PushOutcome } from '../../core/pushing/pushOutcome';
import type { Reservation } from '../../core/model/reservation';

export const sku = (text: string) => toSku(text) as Sku;

/** Seven mugs on hand, unless said otherwise. */
export function stockLevel(changes: Partial<StockLevel> = {}): StockLevel {
	return {
		sku: sku('MUG'),
		itemId: '5',
		name: 'Mug',
		quantityOnHand: 7,
		unposted: 0,
		active: true,
		awaitsOpening: false,
		asOf: '2026-11-23T10:00:00.000Z',
		changedAt: null,
		realmId: '1',
		components: [],
		partOf: [],
		...changes,
	};
}

/** The same, with nothing held back and no open orders read of any channel, unless said otherwise. */
export function heldLevel(changes: Partial<HeldLevel> = {}): HeldLevel {
	const level = stockLevel();
	const openOrders = { channels: [], readAt: level.asOf, trouble: null };
	return { ...level, components: [], reservations: [], soldLately: 0, openOrders, ...changes };
}

export function component(changes: Partial<HeldComponent> = {}): HeldComponent {
	return {
		itemId: '6',
		sku: sku('BOX'),
		name: 'Box',
		quantity: 1,
		quantityOnHand: 5,
		partOf: [],
		reservations: [],
		...changes,
	};
}

export function reservation(changes: Partial<Reservation> = {}): Reservation {
	return {
		channel: 'woocommerce',
		account: 'shop.example.com',
		orderId: '812',
		orderNumber: '812',
		quantity: 1,
		why: 'sold',
		...changes,
	};
}

/** A listing that shows its seven mugs, unless said otherwise. */
export function pushOutcome(changes: Partial<PushOutcome> = {}): PushOutcome {
	return {
		outcome: 'unchanged',
		channel: 'bigcommerce',
		sku: sku('MUG'),
		listingRef: '1',
		name: 'Mug',
		before: 7,
		wanted: 7,
		after: 7,
		reason: null,
		retry: false,
		arithmetic: '',
		cause: null,
		...changes,
	};
}
