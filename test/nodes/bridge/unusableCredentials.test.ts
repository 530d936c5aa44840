import { describe, expect, test } from '@jest/globals';
import { UserError, type IExecuteFunctions } from 'n8n-workflow';
import { UnusableCredential } from '../../../core/http/unusableCredential';
import { connectChosenChannel } from '../../../nodes/bridge/credentials/connectChosenChannel';
import { settingsFromN8n } from '../../../nodes/bridge/credentials/settingsFromN8n';

/** A node with the credential "My Shop", of which n8n says this. */
const node = (
	getCredentials: () => Promise<object>,
	credentials: object = { wooCommerceSyncApi: { id: '7', name: 'My Shop' } },
) =>
	({
		getNode: () => ({ name: 'Push', credentials }),
		getWorkflow: () => ({ id: 'w' }),
		getCredentials,
		addExecutionHints: () => undefined,
	}) as unknown as IExecuteFunctions;
const refusing = (message: string) => async () => await Promise.reject(new UserError(message));
const refusal = async (message: string, credentials?: object) =>
	await settingsFromN8n(node(refusing(message), credentials), 'wooCommerceSyncApi').catch((error: unknown) => error);

describe('A credential that n8n cannot give', () => {
	test.each([
		['Credential with ID "7" does not exist for type "wooCommerceSyncApi".'],
		['Credential with ID "7" was not found.'],
	])('was deleted: %s', async (message) => {
		const error = await refusal(message);
		expect(error).toBeInstanceOf(UnusableCredential);
		expect(error).toMatchObject({
			kind: 'notAuthorised',
			message: 'The credential "My Shop" does not exist any more',
			advice: 'Choose another one in the node "Push", and publish the workflow',
		});
	});

	test.each([
		['Node does not have any credentials set'],
		['Node does not have any credentials set for "wooCommerceSyncApi"'],
		['Found credential with no ID.'],
	])('was never chosen: %s', async (message) => {
		const error = await refusal(message, {});
		expect(error).toBeInstanceOf(UnusableCredential);
		expect(error).toMatchObject({
			message: 'No credential of type wooCommerceSyncApi is chosen',
			advice: 'Choose one in the node "Push", and publish the workflow',
		});
	});

	test('was saved with another key of n8n', async () => {
		const error = await refusal(
			'Credentials could not be decrypted. The likely reason is that a different "encryptionKey" was used to encrypt the data.',
		);
		expect(error).toBeInstanceOf(UnusableCredential);
		expect(error).toMatchObject({
			message: 'The credential "My Shop" cannot be decrypted',
			advice: 'Start n8n with the encryption key that the credential was saved with, or enter its keys again',
		});
	});

	test('may be given later where n8n names another reason, as a database that is busy', async () => {
		const error = await refusal('SQLITE_BUSY: database is locked');
		expect(error).not.toBeInstanceOf(UnusableCredential);
		expect(error).toMatchObject({
			kind: 'notAuthorised',
			message: 'The credential "My Shop" cannot be used: SQLITE_BUSY: database is locked',
		});
	});

	test('holds an address that is none: the field is named, with the way into the credential', async () => {
		const context = node(
			async () => await Promise.resolve({ url: 'no address', consumerKey: 'k', consumerSecret: 's' }),
		);
		const error = await connectChosenChannel(context, 'woocommerce').catch((fault: unknown) => fault);
		expect(error).toBeInstanceOf(UnusableCredential);
		expect(error).toMatchObject({
			message: expect.stringContaining('woocommerce credential url'),
			advice: 'Open the credential "My Shop" and mend this field. That works at once, without publishing',
		});
	});
});
