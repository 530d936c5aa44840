import type { Random } from '../random.mts';
import type { Acts } from '../acts.mts';
import type { Company } from '../company.mts';
import type { Oddity } from '../goods.mts';
import type { OrderTruth } from '../orderTruth.mts';
import type { SaleLine } from './lines.mts';
import type { ChannelName } from '../protocol.mts';

/** What can happen to an order on its channel. */
export type StepName =
	| 'edit'
	| 'refundLines'
	| 'refundAmount'
	| 'refundCharges'
	| 'refundAll'
	| 'cancel'
	| 'cancelWithoutRefund'
	| 'putOnHold'
	| 'resume'
	| 'complete'
	| 'declinedRefund'
	| 'touch';

/** Where a shop trades: whose books, and what people do there. */
export interface Trade {
	readonly company: Company;
	readonly acts: Acts;
}

export interface Cart {
	/** Body of /control/sell. */
	readonly sale: Readonly<Record<string, unknown>> & {
		readonly lines: readonly SaleLine[];
		readonly customer: { readonly name: string };
	};
	readonly oddities: readonly Oddity[];
}

/** What differs between the channels, for buyers and for the merchant. */
export interface Shop {
	readonly channel: ChannelName;
	readonly settings: (company: Company, random: Random) => object;
	readonly drawCart: (trade: Trade, random: Random) => Cart;
	/** What may happen to the order next, each with its weight. */
	readonly possible: (order: OrderTruth) => Readonly<Partial<Record<StepName, number>>>;
	/** Bodies of /control/status for the steps that are no more than that. */
	readonly statusAfter: Readonly<Partial<Record<StepName, string>>>;
	/** Body of /control/edit-order beside the order's id. */
	readonly drawEdit: (order: OrderTruth, company: Company, random: Random) => object;
}
