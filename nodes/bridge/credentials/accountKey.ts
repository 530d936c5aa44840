import { channelById } from '../../../core/channels/channelRegistry';
import { shortHash } from '../../../core/model/text';
import { settingsFromN8n } from './settingsFromN8n';
import type { HttpContext } from '../http/httpFromN8n';

/** What n8n renews by itself says nothing about whose account it is. */
const RENEWED = new Set(['accessToken', 'oauthTokenData']);

/**
 * Tells accounts of a channel apart without telling which they are: a credential that is pointed at another shop, or connected to another
 * seller, has another key. Null where n8n keeps no credential for the node.
 */
export async function accountKey(context: HttpContext, channel: string): Promise<string | null> {
	const { id, credentialName } = channelById(channel);
	const credential = context.getNode().credentials?.[credentialName]?.id ?? null;
	if (credential === null) return null;
	const settings = await settingsFromN8n(context, credentialName);
	const kept = Object.entries(settings).filter(([name]) => !RENEWED.has(name));
	return shortHash([id, credential, kept], 32);
}
