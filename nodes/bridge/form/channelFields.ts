import { channels } from '../../../core/channels/channelRegistry';
import { readChoice } from '../../../core/reading/readUnknown';
import type { INodeCredentialDescription, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** The channels as a list to choose from. */
export function channelOptions(): INodePropertyOptions[] {
	return channels.map(({ id, displayName }) => ({ name: displayName, value: id }));
}

/** The field that chooses the channel. Each node gets a fresh one, since n8n's loader changes it. */
export function channelProperty(): INodeProperties {
	return {
		displayName: 'Channel',
		name: 'channel',
		type: 'options',
		noDataExpression: true,
		options: channelOptions(),
		default: 'woocommerce',
	};
}

type Hidden = NonNullable<INodeCredentialDescription['displayOptions']>['hide'];

/** The credential of each channel; `hiddenWhere` says when n8n does not ask for that of a channel (by its id). */
export function credentialOfEach(hiddenWhere: (id: string) => Hidden): INodeCredentialDescription[] {
	return channels.map(({ id, displayName, credentialName }) => ({
		name: credentialName,
		displayName: `Credential for ${displayName}`,
		required: true,
		displayOptions: { hide: hiddenWhere(id) },
	}));
}

/**
 * Where another channel is chosen than this one. A credential is hidden by `hide`, not by `show`: n8n's editor takes a field in `show` for a
 * choice of authentication, and hides the field itself.
 */
export function whereAnother(id: string): Hidden {
	return { channel: channels.map((other) => other.id).filter((other) => other !== id) };
}

/** One credential for each channel; n8n asks only for that of the chosen channel. */
export function channelCredentials(): INodeCredentialDescription[] {
	return credentialOfEach(whereAnother);
}

/** Reads the id of the chosen channel. Throws UnreadableError for an unknown one. */
export function readChannel(value: unknown): string {
	return readChoice(
		value,
		channels.map(({ id }) => id),
		'Channel',
	);
}
