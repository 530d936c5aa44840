import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { Now } from '../../kit/clock.mts';
import type { Json } from '../json.mts';

export interface IdTokens {
	/** Says who connected the app, signed (RS256), for one hour. */
	issue(about: { readonly subject: string; readonly audience: string; readonly realmId: string }): string;
	/** The public key, as Intuit's jwks_uri shows it. */
	keys(): Json;
}

const KEY_ID = 'r4p5SbL2qaFehFzhj8gI';
export const ISSUER = 'https://oauth.platform.intuit.com/op/v1';

/** The pair of keys is made when it is first needed: nobody who asks for no OpenID waits for it. */
export function createIdTokens(now: Now): IdTokens {
	let pair: { readonly privateKey: KeyObject; readonly publicKey: KeyObject } | undefined;
	const keys = (): NonNullable<typeof pair> => (pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 }));
	return {
		issue({ subject, audience, realmId }) {
			const seconds = Math.floor(now() / 1000);
			const times = { exp: seconds + 3600, iat: seconds, auth_time: seconds };
			const parts = [
				{ kid: KEY_ID, alg: 'RS256' },
				{ sub: subject, aud: [audience], realmid: realmId, iss: ISSUER, ...times },
			].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
			const text = parts.join('.');
			return `${text}.${sign('sha256', Buffer.from(text), keys().privateKey).toString('base64url')}`;
		},
		keys() {
			const { kty, n, e } = keys().publicKey.export({ format: 'jwk' });
			return { keys: [{ kty, e, use: 'sig', kid: KEY_ID, alg: 'RS256', n }] };
		},
	};
}
