import { channelById, channels } from '../../../core/channels/channelRegistry';
import { readList, readText } from '../../../core/reading/readUnknown';
import type { INodeProperties } from 'n8n-workflow';

/** A field for each channel with a choice: the states that a user may count as sold beyond the channel's default. */
export function soldStatesProperties(): INodeProperties[] {
	return channels.flatMap(({ id, mayCountAsSold }) =>
		mayCountAsSold.length === 0
			? []
			: [
					{
						displayName: 'Also Count as Sold',
						name: fieldOf(id),
						type: 'multiOptions',
						options: mayCountAsSold.map(({ state, name }) => ({ name, value: state })),
						default: [],
						displayOptions: { show: { channel: [id] } },
						description: 'Orders in these states count as sold too, paid or not. Paid orders always do.',
					} satisfies INodeProperties,
				],
	);
}

/**
 * Reads the states that the user counts as sold; none for a channel without a choice. `parameter` reads a field of the form by its
 * name.
 */
export function readSoldStates(parameter: (name: string) => unknown, channelId: string): string[] {
	const { mayCountAsSold } = channelById(channelId);
	return mayCountAsSold.length === 0
		? []
		: readList(parameter(fieldOf(channelId)) ?? [], 'Also Count as Sold', readText);
}

function fieldOf(channelId: string): string {
	return `alsoSold_${channelId}`;
}
