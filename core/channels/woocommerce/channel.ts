import type { ChannelDefinition } from '../channelAdapter';
import { connectWooCommerce } from './adapter';

export const woocommerceChannel: ChannelDefinition = {
	id: 'woocommerce',
	displayName: 'WooCommerce',
	credentialName: 'wooCommerceSyncApi',
	mayCountAsSold: [
		{ state: 'on-hold', name: 'On Hold (awaiting payment, stock taken)' },
		{ state: 'pending', name: 'Pending Payment' },
	],
	unpaidStates: ['pending'],
	listLagSeconds: 120,
	severalListingsPerSku: false,
	connect: connectWooCommerce,
};
