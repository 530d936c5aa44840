import type { INode } from 'n8n-workflow';
import { IntegrationError } from '../../../core/http/integrationError';
import { UnusableCredential } from '../../../core/http/unusableCredential';
import { UnreadableError } from '../../../core/reading/readUnknown';
import { describeCredential, type CredentialInUse } from '../http/reconnect';

/** The way out for a field in a credential, for a person. */
function wayToField(name: string | undefined): string {
	const which = name === undefined ? 'the credential' : `the credential "${name}"`;
	return `Open ${which} and mend this field. That works at once, without publishing`;
}

/** What n8n says of a credential that was deleted, of one that nobody chose, and of one that it cannot decrypt (n8n 2.41). */
const DELETED = /^Credential with ID "[^"]*" (does not exist|was not found)/;
const NEVER_CHOSEN = /^Node does not have any credentials set|^Found credential with no ID|^Credentials not found/;
const NOT_DECRYPTED = /^Credentials could not be decrypted/;

/**
 * The failure for a credential that n8n does not give to a node. Where it says why, a person has to act. Any other reason may pass, as a database
 * that is busy.
 */
export function refusalOf(node: INode, type: string, refusal: Error): IntegrationError {
	const used: CredentialInUse = { type, name: node.credentials?.[type]?.name };
	const here = `in the node "${node.name}", and publish the workflow`;
	const { message } = refusal;
	if (DELETED.test(message))
		return new UnusableCredential(`${describeCredential(used)} does not exist any more`, `Choose another one ${here}`);
	if (NEVER_CHOSEN.test(message))
		return new UnusableCredential(`No credential of type ${type} is chosen`, `Choose one ${here}`);
	if (NOT_DECRYPTED.test(message))
		return new UnusableCredential(
			`${describeCredential(used)} cannot be decrypted`,
			'Start n8n with the encryption key that the credential was saved with, or enter its keys again',
		);
	return new IntegrationError('notAuthorised', `${describeCredential(used)} cannot be used: ${message}`);
}

/** The failure of a credential one of whose fields makes no sense. Any other error stays as it is. */
export function fieldRefusalOf(node: INode, type: string, error: Error): Error {
	if (!(error instanceof UnreadableError)) return error;
	return new UnusableCredential(error.message, wayToField(node.credentials?.[type]?.name));
}
