import type { Query } from './query.mts';
import { RestError } from './errors.mts';
import type { ShopSettings } from '../shop.mts';

export const consumerKey = 'ck_5a1e0b7c4d2f98360e1b7a5c9d3f2084e6b1a7c3';
export const consumerSecret = 'cs_91c7e3a5d20f4b68a7e19c3d5f7082b4c6e8a013';

export interface Presented {
	readonly key: string;
	readonly secret: string;
	readonly from: 'query' | 'header';
}

/** Keys in the query win over the header. */
export function presentedKeys(query: Query, authorization: string | undefined): Presented | null {
	const [key, secret] = [query.consumer_key, query.consumer_secret];
	if (typeof key === 'string' && typeof secret === 'string' && key !== '' && secret !== '')
		return { key, secret, from: 'query' };
	const basic = /^Basic\s+(.+)$/i.exec(authorization ?? '')?.[1];
	if (basic === undefined) return null;
	const [user = '', ...rest] = Buffer.from(basic, 'base64').toString('utf8').split(':');
	return { key: user, secret: rest.join(':'), from: 'header' };
}

/**
 * Whether the keys open the shop. An unknown key is like none at all; a known key with a wrong secret, or without
 * the right for the method, is refused at once with a code of its own.
 */
export function isAuthenticated(presented: Presented | null, method: string, settings: ShopSettings): boolean {
	if (presented === null || presented.key !== consumerKey) return false;
	if (presented.secret !== consumerSecret) throw authenticationError('Consumer secret is invalid.');
	const needed = ['GET', 'HEAD'].includes(method) ? 'read' : 'write';
	if (settings.keyPermissions !== 'read_write' && settings.keyPermissions !== needed) {
		throw authenticationError(`The API key provided does not have ${needed} permissions.`);
	}
	return true;
}

function authenticationError(message: string): RestError {
	return new RestError(401, 'woocommerce_rest_authentication_error', message);
}
