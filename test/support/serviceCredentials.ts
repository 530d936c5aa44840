import { BigCommerceSyncApi } from '../../credentials/BigCommerceSyncApi.credentials';
import { QboSyncOAuth2Api } from '../../credentials/QboSyncOAuth2Api.credentials';
import { WooCommerceSyncApi } from '../../credentials/WooCommerceSyncApi.credentials';
import type { NodeUnderTest } from './nodesUnderTest';

/** What the local services said of themselves when they started. */
declare const services: Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Credentials for the local services, as a user enters them. */
export function serviceCredentials(): NodeUnderTest['credentials'] {
	const { quickbooks: books = {}, woocommerce: woo = {}, bigcommerce: big = {} } = services;
	const tokens = {
		access_token: books.accessToken ?? '',
		refresh_token: books.refreshToken ?? '',
		token_type: 'bearer',
		callbackQueryString: { realmId: books.realmId ?? '' },
	};
	return [
		[
			new QboSyncOAuth2Api(),
			{
				environment: 'custom',
				customUrl: books.url ?? '',
				companyId: books.realmId ?? '',
				grantType: 'authorizationCode',
				authentication: 'header',
				oauthTokenData: tokens,
			},
		],
		[
			new WooCommerceSyncApi(),
			{
				url: woo.url ?? '',
				consumerKey: woo.consumerKey ?? '',
				consumerSecret: woo.consumerSecret ?? '',
				includeCredentialsInQuery: false,
			},
		],
		[
			new BigCommerceSyncApi(),
			{
				environment: 'custom',
				customUrl: big.url ?? '',
				storeHash: big.storeHash ?? '',
				accessToken: big.accessToken ?? '',
			},
		],
	];
}
