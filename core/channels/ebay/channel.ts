import type { ChannelDefinition } from '../channelAdapter';
import { connectEbay } from './adapter';
import { countRevisions } from './stock/countRevisions';

export const ebayChannel: ChannelDefinition = {
	id: 'ebay',
	displayName: 'eBay',
	credentialName: 'ebaySyncApi',
	unpaidStates: [],
	listLagSeconds: 900,
	severalListingsPerSku: true,
	countRevisions,
	connect: (http, settings) => connectEbay(http, settings),
};
