import type { Moment } from '../model/moment';
import type { Reservation } from '../model/reservation';
import type { LevelComponent, StockLevel } from '../model/stockLevel';

/** A stock level with what is held back of it. */
export interface ReservedLevel extends StockLevel {
	readonly components: readonly HeldComponent[];
	/** Open orders of all channels that the quantity does not contain. Those of a bundle stand with its components. */
	readonly reservations: readonly Reservation[];
	/**
	 * Units that orders of the last day sold, in QuickBooks or not, as far as the open orders show it. Of a bundle: those of its
	 * busiest part.
	 */
	readonly soldLately: number;
}

/** The same, with what it rests on. It is worked out anew in each run, and never travels between nodes. */
export interface HeldLevel extends ReservedLevel {
	readonly openOrders: OpenOrdersRead;
}

export interface HeldComponent extends LevelComponent {
	readonly reservations: readonly Reservation[];
}

/** The reading of the channels' open orders that a level rests on. */
export interface OpenOrdersRead {
	/** The ids of the channels that were read. */
	readonly channels: readonly string[];
	/** The beginning of the first reading. */
	readonly readAt: Moment;
	/** Why some orders are not known; null when all are. */
	readonly trouble: ReadingTrouble | null;
}

/** Why something could not be read in full. */
export interface ReadingTrouble {
	readonly reason: string;
	/** True where a later reading may succeed by itself. */
	readonly passing: boolean;
}
