import type { EbayState } from '../state.mts';
import type { TradingError } from './errors.mts';
import type { XmlNode } from './xml.mts';

export interface TradingAnswer {
	readonly ack: 'Success' | 'Warning' | 'PartialFailure' | 'Failure';
	readonly errors: readonly TradingError[];
	readonly content: XmlNode;
}

/** What a call answers; throws nothing: troubles are in the answer. */
export type TradingCall = (state: EbayState, call: XmlNode) => TradingAnswer;

export function failure(...errors: readonly TradingError[]): TradingAnswer {
	return { ack: 'Failure', errors, content: {} };
}

export function success(content: XmlNode): TradingAnswer {
	return { ack: 'Success', errors: [], content };
}
