import type { Announcement } from '../memory/workflowRun';
import type { StockLevel } from '../model/stockLevel';
import { availableOn } from './available';
import type { OpenOrders } from './openOrders';
import { findOversold, type Oversold } from './oversold';
import { newlyOversold } from './oversoldAlerts';
import { reserveOpenOrders, type ReserveSettings } from './reserveOpenOrders';

interface HoldBackPorts extends ReserveSettings {
	/** The ids of all channels that may show the levels. */
	readonly channels: readonly string[];
	/** Who tells of oversold items, and what was told before. */
	readonly announcement: Announcement;
}

/** A level without what is sold and not posted, with what each channel may show of it before its own rules. */
interface HeldBackLevel extends StockLevel {
	/** Units by the channel's id. */
	readonly available: Readonly<Record<string, number>>;
}

export interface HeldBack {
	/** In the order given. */
	readonly levels: readonly HeldBackLevel[];
	readonly oversold: readonly Oversold[];
}

/**
 * Takes what is sold or reserved and not in QuickBooks yet off the levels. Where not all open orders or their documents can be read,
 * the levels say so, and nothing goes up on them (rules.md A1, F5).
 *
 * 1. Look up which of the open orders have their sale in QuickBooks.
 * 2. Put on each level the orders that its number does not contain.
 * 3. Say of each level what every channel may show.
 * 4. Name the items that were sold below zero, unless people know (rules.md E5).
 */
export async function holdBackOpenSales(
	levels: readonly StockLevel[],
	openOrders: readonly OpenOrders[],
	{ channels, announcement, ...settings }: HoldBackPorts,
): Promise<HeldBack> {
	const reserved = await reserveOpenOrders(levels, openOrders, settings);
	return {
		levels: reserved.map((level) => ({ ...level, available: availableByChannel(level, channels) })),
		oversold: await newlyOversold(reserved, findOversold(reserved), announcement),
	};
}

function availableByChannel(level: StockLevel, channels: readonly string[]): Record<string, number> {
	return Object.fromEntries(channels.map((id) => [id, Math.max(0, availableOn(id, level).units)]));
}
