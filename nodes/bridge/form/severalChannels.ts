import type { IExecuteFunctions, INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { channels } from '../../../core/channels/channelRegistry';
import { credentialOfEach, whereAnother } from './channelFields';
import { chosenChannels, readChosenChannels, whereNotAmong } from './shopFields';

/**
 * The channels of a node that has one in some operations, and several in `ofSeveral`. The list of the others holds all, so that it hides the
 * credential of none.
 */
export function severalChannels(ofSeveral: readonly string[], description: string): INodeProperties[] {
	const operations = { operation: [...ofSeveral] };
	return [
		{ ...chosenChannels(description), displayOptions: { show: operations } },
		{
			displayName: 'Channels',
			name: 'channels',
			type: 'hidden',
			noDataExpression: true,
			default: channels.map(({ id }) => id),
			displayOptions: { hide: operations },
		},
	];
}

/** In a node's subtitle: the chosen channels, or how many they are where their names would be cut off. An expression without its brackets. */
export const channelsInSubtitle =
	'($parameter["channels"].length > 2 ? $parameter["channels"].length + " channels" : $parameter["channels"].join(", "))';

/** Reads the ids of the chosen channels. Throws UnreadableError. */
export function readChannelIds(context: IExecuteFunctions): readonly string[] {
	return readChosenChannels(context.getNodeParameter('channels', 0, [])).map(({ id }) => id);
}

/** One credential for each channel; n8n asks for that of the chosen channel, or for those of the chosen ones. */
export function oneOrSeveralCredentials(): INodeCredentialDescription[] {
	return credentialOfEach((id) => ({ ...whereAnother(id), ...whereNotAmong(id) }));
}
