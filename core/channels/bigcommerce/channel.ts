import type { ChannelDefinition } from '../channelAdapter';
import { connectBigCommerce } from './adapter';

export const bigcommerceChannel: ChannelDefinition = {
	id: 'bigcommerce',
	displayName: 'BigCommerce',
	credentialName: 'bigCommerceSyncApi',
	unpaidStates: [],
	listLagSeconds: 120,
	severalListingsPerSku: false,
	connect: connectBigCommerce,
};
