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
 * Whether the keys are the shop's. An unknown key is like none at all; a known key with a wrong secret is refused at once with a code of
 * its own.
 */
export function isKnown(presented: Presented | null): boolean {
	if (presented === null || presented.key !== consumerKey) return false;
	if (presented.secret !== consumerSecret) throw authenticationError('Consumer secret is invalid.');
	return true;
}

/** Throws where the key is not made for the method; a question for the options of a route is free. */
export function checkPermission(method: string, { keyPermissions }: ShopSettings): void {
	const needed = ['GET', 'HEAD'].includes(method) ? 'read' : 'write';
	if (method !== 'OPTIONS' && keyPermissions !== 'read_write' && keyPermissions !== needed)
		throw authenticationError(`The API key provided does not have ${needed} permissions.`);
}

function authenticationError(message: string): RestError {
	return new RestError(401, 'woocommerce_rest_authentication_error', message);
}
