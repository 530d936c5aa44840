import { randomBytes } from 'node:crypto';
import type { Now } from '../../kit/clock.mts';
import type { Holders } from '../../kit/keptState.mts';
import type { Settings } from '../settings.mts';

/** What the token endpoint gives out. Lifetimes in seconds. */
export interface TokenPair {
	readonly accessToken: string;
	readonly refreshToken: string;
	readonly accessSeconds: number;
	readonly refreshSeconds: number;
	/** The consent was asked for OpenID too. */
	readonly withIdentity?: boolean;
}

export interface Tokens {
	/** Where the tokens lie. */
	readonly holders: Holders;
	/** A code for one exchange, with the address that it was sent to, and whether it is for OpenID too. */
	issueCode(redirectUri: string, withIdentity: boolean): string;
	/** The pair for a code; null when the code is unknown, used, too old, or meant for another address. */
	redeem(code: string, redirectUri: string): TokenPair | null;
	/** A new pair; the old refresh token is dead from now on. Null when it is dead already. */
	rotate(refreshToken: string): TokenPair | null;
	issue(): TokenPair;
	isValid(accessToken: string): boolean;
	/** Every access token expires now; refresh tokens stay. */
	expireAll(): void;
	/** The user disconnects the app: nothing is valid any more. */
	revokeAll(): void;
	/** Revokes the connection that the token belongs to; false when it is unknown. */
	revoke(token: string): boolean;
	/** The pair that the launcher hands out; brought back to life when a test has killed it. */
	handedOut(): TokenPair;
}

/** Authorization codes live ten minutes. */
const CODE_LIFETIME = 600_000;

/** The tokens of one company. They outlive a reset of its books: a connected client stays connected. */
export function keepTokens(settings: Settings, now: Now): Tokens {
	const codes = new Map<
		string,
		{ readonly redirectUri: string; readonly withIdentity: boolean; readonly until: number }
	>();
	const access = new Map<string, number>();
	const refresh = new Map<string, number>();
	const secret = (prefix: string): string => `${prefix}-${randomBytes(24).toString('hex')}`;
	const register = (accessToken: string, refreshToken: string): TokenPair => {
		const { accessTokenSeconds, refreshTokenSeconds } = settings;
		access.set(accessToken, now() + accessTokenSeconds * 1000);
		refresh.set(refreshToken, now() + refreshTokenSeconds * 1000);
		return { accessToken, refreshToken, accessSeconds: accessTokenSeconds, refreshSeconds: refreshTokenSeconds };
	};
	const issue = (): TokenPair => register(secret('access'), secret('refresh'));
	const isAlive = (tokens: ReadonlyMap<string, number>, token: string): boolean => (tokens.get(token) ?? 0) > now();
	const first = { pair: issue() };
	return {
		holders: { codes, access, refresh, first },
		issueCode(redirectUri, withIdentity) {
			const code = secret('code');
			codes.set(code, { redirectUri, withIdentity, until: now() + CODE_LIFETIME });
			return code;
		},
		redeem(code, redirectUri) {
			const issued = codes.get(code);
			codes.delete(code);
			const isGood = issued !== undefined && issued.redirectUri === redirectUri && issued.until > now();
			return isGood ? { ...issue(), withIdentity: issued.withIdentity } : null;
		},
		rotate(refreshToken) {
			if (!isAlive(refresh, refreshToken)) return null;
			refresh.delete(refreshToken);
			return issue();
		},
		issue,
		isValid: (accessToken) => isAlive(access, accessToken),
		expireAll: () => access.clear(),
		revokeAll() {
			access.clear();
			refresh.clear();
		},
		revoke(token) {
			if (!access.has(token) && !refresh.has(token)) return false;
			access.clear();
			refresh.clear();
			return true;
		},
		handedOut() {
			if (!isAlive(access, first.pair.accessToken) || !isAlive(refresh, first.pair.refreshToken)) first.pair = issue();
			return first.pair;
		},
	};
}
