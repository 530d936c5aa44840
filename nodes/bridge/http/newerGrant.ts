import type { HttpPort } from '../../../core/http/httpPort';
import { ReconnectNeeded } from './reconnect';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** Before each look at what is stored, milliseconds: whoever was faster stores its tokens at once. */
const PAUSES = [0, 1_000, 3_000];

export interface Grants {
	/** What the work began with. */
	readonly begun: ICredentialDataDecryptedObject;
	/** The credential as it is stored now. */
	readonly stored: () => Promise<ICredentialDataDecryptedObject>;
	readonly sleep: (milliseconds: number) => Promise<unknown>;
}

/**
 * Sends a request again, once, when its grant was refused and the credential holds another token than the work began with: then
 * another process has renewed it with the same refresh token, and was faster. n8n has a lock against that, but goes on without it
 * when it cannot get it within ten seconds (docs/decisions/token-ends.md). Nothing is read as long as no grant is refused.
 */
export function withNewerGrant(http: HttpPort, { begun, stored, sleep }: Grants): HttpPort {
	let known = tokenIn(begun);
	const hasNewer = async (): Promise<boolean> => {
		for (const pause of PAUSES) {
			if (pause > 0) await sleep(pause);
			const now = tokenIn(await stored());
			if (now === known) continue;
			known = now;
			return true;
		}
		return false;
	};
	return async (request) =>
		await http(request).then(undefined, async (refusal: unknown) => {
			if (refusal instanceof ReconnectNeeded && (await hasNewer())) return await http(request);
			throw refusal;
		});
}

/** Every renewal changes the access token; QuickBooks keeps the refresh token's value for about a day. */
function tokenIn({ oauthTokenData }: ICredentialDataDecryptedObject): unknown {
	return (oauthTokenData as { readonly access_token?: unknown } | undefined)?.access_token;
}
