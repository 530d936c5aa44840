import { reservationsOn, describeOrders, type Reservation, totalUnits } from '../model/reservation';
import type { ReservedLevel } from './heldLevel';

/** What a channel can sell before its rules, and how it comes to that. */
interface Available {
	/** Units; below 0 where more is sold than there is. */
	readonly units: number;
	/** "10 on hand in QuickBooks - 3 sold and not in QuickBooks yet (woocommerce 812)" */
	readonly arithmetic: string;
}

/** What is on hand without what is sold or reserved and not in QuickBooks yet (rules.md E1). Of a bundle it is as many as its parts make (E9). */
export function availableOn(channel: string, level: ReservedLevel): Available {
	return level.components.length === 0 ? availableItem(channel, level) : availableBundle(channel, level);
}

/** The units that are missing of an item that was sold more often than there is of it; 0 where enough is there. */
export function shortageOf({
	quantityOnHand,
	reservations,
}: Pick<ReservedLevel, 'quantityOnHand' | 'reservations'>): number {
	return Math.max(0, totalUnits(reservations) - quantityOnHand);
}

/** The orders of this run are among the open ones where these were read; where they were not, `unposted` knows them. */
function availableItem(channel: string, { quantityOnHand, unposted, reservations }: ReservedLevel): Available {
	const counted = reservationsOn(channel, reservations);
	const reserved = Math.max(unposted, totalUnits(counted));
	return {
		units: quantityOnHand - reserved,
		arithmetic: `${quantityOnHand} on hand in QuickBooks${reserved === 0 ? '' : ` - ${reserved} ${describeReservations(counted)}`}`,
	};
}

function availableBundle(channel: string, { components }: ReservedLevel): Available {
	const parts = components.map(({ name, quantity, quantityOnHand, reservations }) => {
		const counted = reservationsOn(channel, reservations);
		const reserved = totalUnits(counted);
		const words = `${quantityOnHand}${reserved === 0 ? '' : ` - ${reserved} ${describeReservations(counted)}`} of "${name}", ${quantity} in each`;
		return { units: Math.floor((quantityOnHand - reserved) / quantity), words };
	});
	const units = Math.min(...parts.map((part) => part.units));
	return { units, arithmetic: `${parts.map(({ words }) => words).join('; ')}; enough for ${Math.max(0, units)}` };
}

function describeReservations(reservations: readonly Reservation[]): string {
	const kinds = new Set(reservations.map(({ why }) => why));
	const what =
		kinds.size === 1 && kinds.has('reserved')
			? 'reserved'
			: kinds.size === 1 && kinds.has('unpaid')
				? 'ordered and not paid'
				: 'sold and not in QuickBooks yet';
	return reservations.length === 0 ? what : `${what} (${describeOrders(reservations)})`;
}
