import { channels } from '../../../core/channels/channelRegistry';
import { readChoice } from '../../../core/reading/readUnknown';
import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

/** The field that chooses the channel. Each node gets a fresh one, since n8n's loader changes it. */
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
 * One credential for each channel; n8n asks only for that of the chosen channel. The others are hidden by `hide`, not by `show`: n8n's
 * editor takes a field in `show` for a choice of authentication, and hides the field itself.
 */
export function channelCredentials(): INodeCredentialDescription[] {
	return channels.map(({ id, displayName, credentialName }) => ({
		name: credentialName,
		displayName: `Credential for ${displayName}`,
		required: true,
		displayOptions: { hide: { channel: channels.map((other) => other.id).filter((other) => other !== id) } },
	}));
}

/** Reads the id of the chosen channel. Throws UnreadableError for an unknown one. */
export function readChannel(value: unknown): string {
	return readChoice(
		value,
		channels.map(({ id }) => id),
		'Channel',
	);
}
