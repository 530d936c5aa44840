import { describe, expect, test } from '@jest/globals';
import { stateOf as bigCommerceState } from '../../../core/channels/bigcommerce/orders/states';
import { readState as ebayState } from '../../../core/channels/ebay/orders/states';
import { stateOf as wooCommerceState } from '../../../core/channels/woocommerce/orders/states';
import { BigCommerceSyncApi } from '../../../credentials/BigCommerceSyncApi.credentials';
import { EbaySyncApi } from '../../../credentials/EbaySyncApi.credentials';
import { WooCommerceSyncApi } from '../../../credentials/WooCommerceSyncApi.credentials';

/** What becomes of an order in this state of the channel, by the states that count as sold too. */
type StateOf = (state: string, alsoSold: readonly string[]) => string | null;

const CHANNELS: ReadonlyArray<readonly [{ new (): WooCommerceSyncApi | BigCommerceSyncApi | EbaySyncApi }, StateOf]> = [
	[WooCommerceSyncApi, (state, alsoSold) => wooCommerceState(state, true, { alsoSold })],
	[BigCommerceSyncApi, (state, alsoSold) => bigCommerceState(Number(state), { alsoSold })],
	[
		EbaySyncApi,
		(state, alsoSold) =>
			ebayState(
				state === 'IN_PROGRESS'
					? { orderPaymentStatus: 'PAID', cancelStatus: { cancelState: state } }
					: { orderPaymentStatus: state },
				'order',
				{ alsoSold },
			).state,
	],
];

const CHOICES = CHANNELS.flatMap(([Credential, stateOf]) => {
	const { displayName, properties } = new Credential();
	const field = properties.find(({ name }) => name === 'alsoSold');
	return (field?.options ?? []).flatMap((option) =>
		'value' in option ? [[displayName, option.name, String(option.value), stateOf] as const] : [],
	);
});

describe('Also Count as Sold', () => {
	test('is a choice on every channel', () => {
		expect(new Set(CHOICES.map(([channel]) => channel)).size).toBe(CHANNELS.length);
	});

	test.each(CHOICES)(
		'of %s: "%s" counts as sold when it is chosen, and only then',
		(_channel, _name, state, stateOf) => {
			expect(stateOf(state, [])).not.toBe('sold');
			expect(stateOf(state, [state])).toBe('sold');
		},
	);
});
