import { channels } from '../../../core/channels/channelRegistry';
import { readChoice } from '../../../core/reading/readUnknown';
import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

/** The choice of the channel: a fresh one for each node, since n8n's loader changes what it is given. */
export function channelProperty(): INodeProperties {
	return {
		displayName: 'Channel',
		name: 'channel',
		type: 'options',
		noDataExpression: true,
		options: channels.map(({ id, displayName }) => ({ name: displayName, value: id })),
		default: 'woocommerce',
	};
}

/**
 * One credential for each channel; n8n asks only for the chosen one's. Said by hiding, not by showing: n8n's editor takes a
 * field that credentials are shown by for a choice of authentication, and hides the field itself.
 */
export function channelCredentials(): INodeCredentialDescription[] {
	return channels.map(({ id, displayName, credentialName }) => ({
		name: credentialName,
		displayName: `Credential for ${displayName}`,
		required: true,
		displayOptions: { hide: { channel: channels.map((other) => other.id).filter((other) => other !== id) } },
	}));
}

/** The id of the channel that was chosen. */
export function readChannel(value: unknown): string {
	return readChoice(
		value,
		channels.map(({ id }) => id),
		'Channel',
	);
}
