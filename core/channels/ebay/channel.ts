import type { ChannelDefinition } from '../channelAdapter';
import { connectEbay } from './adapter';
import { countRevisions } from './stock/countRevisions';

export const ebayChannel: ChannelDefinition = {
	id: 'ebay',
	displayName: 'eBay',
	credentialName: 'ebaySyncApi',
	mayCountAsSold: [
		{ state: 'PENDING', name: 'Payment Pending' },
		{ state: 'IN_PROGRESS', name: 'Paid, Cancellation Requested' },
	],
	unpaidStates: [],
	listLagSeconds: 900,
	severalListingsPerSku: true,
	countRevisions,
	connect: (http, settings) => connectEbay(http, settings),
};
