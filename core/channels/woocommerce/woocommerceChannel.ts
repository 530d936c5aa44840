import type { ChannelDefinition } from '../channelAdapter';
import { connectWooCommerce } from './woocommerceAdapter';

export const woocommerceChannel: ChannelDefinition = {
	id: 'woocommerce',
	displayName: 'WooCommerce',
	credentialName: 'wooCommerceSyncApi',
	mayCountAsSold: [
		{ state: 'on-hold', name: 'On Hold (awaiting payment, stock taken)' },
		{ state: 'pending', name: 'Pending Payment' },
	],
	unpaidStates: ['pending'],
	listsLateSeconds: 120,
	severalListingsPerSku: false,
	connect: connectWooCommerce,
};
