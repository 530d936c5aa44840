import { randomBytes } from 'node:crypto';
import type { Now } from '../../kit/clock.mts';
import type { Holders } from '../../kit/keptState.mts';

const BASE = 'https://api.ebay.com/oauth/api_scope';

export const SCOPES = {
	base: BASE,
	inventory: `${BASE}/sell.inventory`,
	inventoryRead: `${BASE}/sell.inventory.readonly`,
	fulfillment: `${BASE}/sell.fulfillment`,
	fulfillmentRead: `${BASE}/sell.fulfillment.readonly`,
	account: `${BASE}/sell.account`,
	accountRead: `${BASE}/sell.account.readonly`,
	identity: `${BASE}/commerce.identity.readonly`,
	notification: `${BASE}/commerce.notification.subscription`,
} as const;

export const ALL_SCOPES: readonly string[] = Object.values(SCOPES);

/** Seconds; https://developer.ebay.com/api-docs/static/oauth-tokens.html */
export const REFRESH_TOKEN_LIFETIME = 47_304_000;
export const CODE_LIFETIME = 299;

export interface Grant {
	readonly user: boolean;
	readonly scopes: readonly string[];
}

interface Issued extends Grant {
	expiresAt: number;
}

export type TokenCheck =
	| { readonly result: 'good'; readonly grant: Grant }
	| { readonly result: 'expired' }
	| { readonly result: 'unknown' };

/** The keys of the one application, its consents and its access tokens. */
export interface Tokens {
	readonly clientId: string;
	readonly clientSecret: string;
	readonly ruName: string;
	/** The consent that the sandbox starts with. */
	readonly refreshToken: string;
	/** Where the tokens lie. */
	readonly holders: Holders;
	issueAccess(grant: Grant): { readonly token: string; readonly lifetime: number };
	check(accessToken: string): TokenCheck;
	issueCode(scopes: readonly string[]): string;
	/** The scopes that the code stands for, once. */
	takeCode(code: string): readonly string[] | null;
	issueRefresh(scopes: readonly string[]): string;
	/** What the user consented to; null when the refresh token is unknown or revoked. */
	consentOf(refreshToken: string): readonly string[] | null;
	expireAccess(): void;
	setRevoked(revoked: boolean): void;
}

/** eBay's tokens carry `^`, `#` and `=`: whoever forgets to encode them finds out here. */
function tokenText(): string {
	return `v^1.1#i^1#f^0#r^1#p^3#I^3#t^${randomBytes(24).toString('base64')}==`;
}

export function createTokens(accessTokenLifetime: () => number, now: Now): Tokens {
	const refreshToken = 'v^1.1#i^1#f^0#r^1#p^3#I^3#t^SGFyYm91ciBHb29kcyBjb25zZW50==';
	const access = new Map<string, Issued>();
	const codes = new Map<string, { scopes: readonly string[]; expiresAt: number }>();
	const consents = new Map<string, readonly string[]>([[refreshToken, ALL_SCOPES]]);
	const revoked = new Set<string>();
	return {
		holders: { access, codes, consents, revoked },
		clientId: 'HarbourG-sandbox-SBX-0a1b2c3d4-5e6f7a8b',
		clientSecret: 'SBX-0a1b2c3d4e5f-6a7b-4c8d-9e0f-1a2b',
		ruName: 'Harbour_Goods-HarbourG-sandbo-qjkzv',
		refreshToken,
		issueAccess(grant) {
			const token = tokenText();
			const lifetime = accessTokenLifetime();
			access.set(token, { ...grant, expiresAt: now() + lifetime * 1000 });
			return { token, lifetime };
		},
		check(token) {
			const issued = access.get(token);
			if (issued === undefined) return { result: 'unknown' };
			return issued.expiresAt > now() ? { result: 'good', grant: issued } : { result: 'expired' };
		},
		issueCode(scopes) {
			const code = tokenText();
			codes.set(code, { scopes, expiresAt: now() + CODE_LIFETIME * 1000 });
			return code;
		},
		takeCode(code) {
			const found = codes.get(code);
			codes.delete(code);
			return found !== undefined && found.expiresAt > now() ? found.scopes : null;
		},
		issueRefresh(scopes) {
			const token = tokenText();
			consents.set(token, scopes);
			return token;
		},
		consentOf: (token) => (revoked.has(token) ? null : (consents.get(token) ?? null)),
		expireAccess() {
			for (const issued of access.values()) issued.expiresAt = 0;
		},
		setRevoked(isRevoked) {
			revoked.clear();
			if (isRevoked) for (const token of consents.keys()) revoked.add(token);
			if (isRevoked) access.clear();
		},
	};
}
