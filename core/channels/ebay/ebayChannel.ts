import type { ChannelDefinition } from '../channelAdapter';
import { connectEbay } from './ebayAdapter';
import { revisionsIn } from './stock/revisions';

export const ebayChannel: ChannelDefinition = {
	id: 'ebay',
	displayName: 'eBay',
	credentialName: 'ebaySyncApi',
	mayCountAsSold: [
		{ state: 'PENDING', name: 'Payment Pending' },
		{ state: 'IN_PROGRESS', name: 'Paid, Cancellation Requested' },
	],
	unpaidStates: [],
	listsLateSeconds: 900,
	severalListingsPerSku: true,
	revisionsIn,
	connect: (http, settings) => connectEbay(http, settings),
};
