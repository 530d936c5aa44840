import type { HttpPort } from '../../../core/http/httpPort';
import { ReconnectNeeded } from './reconnect';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** The pauses before each look at the stored credential, in milliseconds. The process that renewed it stores it at once. */
const PAUSES = [0, 1_000, 3_000];

interface Grants {
	/** The credential that the work began with. */
	readonly initial: ICredentialDataDecryptedObject;
	/** The credential as it is stored now. */
	readonly stored: () => Promise<ICredentialDataDecryptedObject>;
	readonly sleep: (milliseconds: number) => Promise<unknown>;
}

/**
 * A port that sends a request again, once, when its grant was refused and another process has renewed the credential with the same
 * refresh token. n8n has a lock against that, but goes on without it after ten seconds (docs/decisions/token-ends.md).
 *
 * 1. A refused grant is the only reason to look at the stored credential.
 * 2. The stored credential is read up to three times, until its token differs from the one that is known.
 * 3. With another token the request is sent again; otherwise the refusal is thrown on.
 */
export function retryWithNewerGrant(http: HttpPort, { initial, stored, sleep }: Grants): HttpPort {
	let known = tokenIn(initial);
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
