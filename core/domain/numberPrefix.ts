import { LONGEST_PREFIX } from './identity';

const USUAL: Readonly<Record<string, string>> = { woocommerce: 'WC-', bigcommerce: 'BC-', ebay: 'EB-' };

/** The prefix of an order's document number: the user's, or the channel's usual one. */
export function numberPrefix(chosen: string | null, channel: string): string {
	return chosen ?? USUAL[channel] ?? `${channel.slice(0, LONGEST_PREFIX - 1).toUpperCase()}-`;
}
