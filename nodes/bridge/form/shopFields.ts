import { channels, channelById } from '../../../core/channels/channelRegistry';
import type { ChannelDefinition } from '../../../core/channels/channelAdapter';
import { readChoice, readList, UnreadableError } from '../../../core/reading/readUnknown';
import { channelOptions, credentialOfEach, type whereAnother } from './channelFields';
import type { IDisplayOptions, INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

/** The list of channels that a node works for. Each node gets a fresh one, since n8n's loader changes it. */
export function chosenChannels(description: string): INodeProperties {
	return {
		displayName: 'Channels',
		name: 'channels',
		type: 'multiOptions',
		noDataExpression: true,
		required: true,
		options: channelOptions(),
		default: ['woocommerce'],
		description,
	};
}

/**
 * Shows a field or a credential while its channel is chosen. It is hidden by `hide`, not by `show`: n8n's editor takes a field in `show` for a
 * choice of authentication. n8n's type of `hide` lacks the condition for lists, which its editor and its core know.
 */
export function whereChosen(id: string): IDisplayOptions {
	return { hide: { channels: [{ _cnd: { not: id } }] } } as unknown as IDisplayOptions;
}

/** One credential for each channel; n8n asks for those of the chosen ones. */
export function shopCredentials(): INodeCredentialDescription[] {
	return credentialOfEach(whereNotAmong);
}

/** Where a channel is not among the chosen ones. */
export function whereNotAmong(id: string): ReturnType<typeof whereAnother> {
	return whereChosen(id).hide as ReturnType<typeof whereAnother>;
}

/** Reads the chosen channels, each once. Throws UnreadableError for an unknown one, and where there is none. */
export function readChosenChannels(value: unknown): ChannelDefinition[] {
	const ids = channels.map(({ id }) => id);
	const chosen = readList(value ?? [], 'Channels', (id, path) => readChoice(id, ids, path));
	if (chosen.length === 0) throw new UnreadableError('Channels', 'at least one channel');
	return [...new Set(chosen)].map(channelById);
}
