import { channelById } from '../../../core/channels/channelRegistry';
import { SHOP_FIELDS } from '../../../core/channels/shopSettings';
import { shortHash } from '../../../core/model/text';
import { settingsFromN8n } from './settingsFromN8n';
import type { HttpContext } from '../http/httpFromN8n';

/** Fields that say nothing about the account: n8n renews them by itself, or they say what the shop is. */
const NOT_OF_ACCOUNT = new Set(['accessToken', 'oauthTokenData', ...SHOP_FIELDS]);

/**
 * A hash that tells accounts of a channel apart and does not reveal them. A credential that is pointed at another shop, or connected to
 * another seller, has another key. Null where the node has no saved credential.
 */
export async function accountKey(context: HttpContext, channel: string): Promise<string | null> {
	const { id, credentialName } = channelById(channel);
	const credential = context.getNode().credentials?.[credentialName]?.id ?? null;
	if (credential === null) return null;
	const settings = await settingsFromN8n(context, credentialName);
	const kept = Object.entries(settings).filter(([name]) => !NOT_OF_ACCOUNT.has(name));
	return shortHash([id, credential, kept], 32);
}
