import type { ChannelDefinition } from '../channelAdapter';
import { connectBigCommerce } from './adapter';

export const bigcommerceChannel: ChannelDefinition = {
	id: 'bigcommerce',
	displayName: 'BigCommerce',
	credentialName: 'bigCommerceSyncApi',
	mayCountAsSold: [
		{ state: '7', name: 'Awaiting Payment' },
		{ state: '1', name: 'Pending' },
		{ state: '12', name: 'Manual Verification Required' },
	],
	unpaidStates: [],
	listLagSeconds: 120,
	severalListingsPerSku: false,
	connect: connectBigCommerce,
};
