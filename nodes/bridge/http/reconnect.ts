import { IntegrationError } from '../../../core/http/integrationError';
import { QUICKBOOKS_CREDENTIAL } from './quickBooksCredential';

/** The credential type of eBay. A workflow of this package gets its grant. */
export const EBAY_CREDENTIAL = 'ebaySyncApi';

/** The credential that a request is made with: its type, and the name that the user gave it. */
export interface CredentialInUse {
	readonly type: string;
	readonly name: string | undefined;
}

/** The failure of a grant that stays refused until a person acts: `notAuthorised`, with advice for this credential. */
export class ReconnectNeeded extends IntegrationError {
	constructor(message: string, advice: string) {
		super('notAuthorised', message, undefined, advice);
	}
}

/** The failure for a credential. `asked`: the request that was not sent. `why`: the token endpoint's answer, if any. */
export function toReconnectNeeded(credential: CredentialInUse, asked: string, why?: string): ReconnectNeeded {
	const reason = why === undefined ? '' : `, ${why}`;
	return new ReconnectNeeded(
		`${describeCredential(credential)} has to be connected again: ${asked} was not sent${reason}`,
		waysOf(credential),
	);
}

/** The credential by the name that its owner knows, as the beginning of a sentence. */
export function describeCredential({ type, name }: CredentialInUse): string {
	return name === undefined ? `The credential of type ${type}` : `The credential "${name}"`;
}

/** The way to a new grant, for a person. */
export function wayToConnect({ type }: CredentialInUse): string {
	return WAYS[type] ?? 'Open the credential in n8n and connect it again.';
}

function waysOf(credential: CredentialInUse): string {
	const keys = 'If it is refused again, compare client ID and client secret with those that the service shows.';
	return `${wayToConnect(credential)} ${keys} A trigger keeps what could not be handled, and hands it over again once the credential works.`;
}

const WAYS: Readonly<Record<string, string>> = {
	[QUICKBOOKS_CREDENTIAL]: 'Open the credential in n8n, press Reconnect, and sign in to QuickBooks.',
	[EBAY_CREDENTIAL]:
		'Run the workflow "Connect eBay", and enter the new refresh token, and the day it is valid until, in the credential.',
};
