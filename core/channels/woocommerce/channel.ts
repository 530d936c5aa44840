import type { ChannelDefinition } from '../channelAdapter';
import { connectWooCommerce } from './adapter';

export const woocommerceChannel: ChannelDefinition = {
	id: 'woocommerce',
	displayName: 'WooCommerce',
	credentialName: 'wooCommerceSyncApi',
	unpaidStates: ['pending'],
	listLagSeconds: 120,
	severalListingsPerSku: false,
	connect: (http, settings) => connectWooCommerce(http, settings),
};
