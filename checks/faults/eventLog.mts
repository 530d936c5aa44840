import type { InjectedKind } from './faultKinds.mts';
import type { ChannelName, ServiceName } from './names.mts';

/** An event that changed how many units of a SKU there are to sell. Below zero: units went out. */
export interface StockEvent {
	/** Milliseconds since the epoch, when the service had done it: from then on its API shows it. */
	readonly at: number;
	readonly sku: string;
	readonly by: number;
	readonly where: ServiceName;
	readonly kind: 'sale' | 'back' | 'adjustment';
	readonly orderId: string | null;
}

/** A time in which a service or n8n was out of reach. */
export interface Outage {
	readonly of: ServiceName | 'n8n';
	readonly from: number;
	to: number;
}

/** What the check itself did, in the order in which it was done. */
export interface EventLog {
	readonly stock: StockEvent[];
	readonly outages: Outage[];
	readonly orders: { readonly channel: ChannelName; readonly orderId: string }[];
	/** Sentences for a report. */
	readonly messages: string[];
	/** Number of injected faults by kind, outages included. */
	readonly faults: Map<InjectedKind, number>;
	kills: number;
}

export function newEventLog(): EventLog {
	return { stock: [], outages: [], orders: [], messages: [], faults: new Map(), kills: 0 };
}

export function logEvent(eventLog: EventLog, what: string): void {
	eventLog.messages.push(`${new Date().toISOString()} ${what}`);
}

export function countFault({ faults }: EventLog, kind: InjectedKind): void {
	faults.set(kind, (faults.get(kind) ?? 0) + 1);
}
