import type { ChannelAdapter } from '../../../core/channels/channelAdapter';
import { channelById } from '../../../core/channels/channelRegistry';
import { ownChanges } from '../../../core/channels/ownChanges';
import { withPatience } from '../../../core/http/patience';
import { serialQueue } from '../../../core/http/serialQueue';
import { httpFromN8n, type HttpContext } from '../http/httpFromN8n';
import { timeIsUp } from '../http/timeIsUp';
import { fieldRefusalOf } from './credentialRefusal';
import { recordConnectionEnd } from './connectionNotices';
import { settingsFromN8n } from './settingsFromN8n';
import { sleep } from 'n8n-workflow';

/** The changes that all runs of this process made to the levels of the channels, so that no run trusts an older reading. */
const own = ownChanges({ now: () => Date.now(), sleep, inTurn: serialQueue() });

/**
 * Connects the channel with this id, with the node's credential. Throws as `settingsFromN8n` does, and UnusableCredential for a field in it that the
 * channel cannot read. With `patience` the channel is given up after so many milliseconds without a good answer.
 */
export async function connectChosenChannel(
	context: HttpContext,
	channelId: string,
	patience?: number,
): Promise<ChannelAdapter> {
	const { credentialName, connect } = channelById(channelId);
	const settings = await settingsFromN8n(context, credentialName);
	recordConnectionEnd(context, credentialName, settings);
	const http = httpFromN8n(context, credentialName);
	const port = patience === undefined ? http : withPatience(http, { longest: patience, timeIsUp, now: Date.now });
	return await Promise.resolve()
		.then(() => connect(port, settings, own))
		.then(undefined, (error: Error) => {
			throw fieldRefusalOf(context.getNode(), credentialName, error);
		});
}
