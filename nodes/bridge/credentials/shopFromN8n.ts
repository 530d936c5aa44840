import { channelById } from '../../../core/channels/channelRegistry';
import { readShopSettings, type ShopSettings } from '../../../core/channels/shopSettings';
import { credentialErrorToN8n } from '../errors/errorToN8n';
import type { HttpContext } from '../http/httpFromN8n';
import { settingsFromN8n } from './settingsFromN8n';

/**
 * What the shop is that the node's credential of this channel stands for, as it is now: a change in the credential works without publishing.
 * Throws IntegrationError as `settingsFromN8n` does, and an error of n8n that blames the credential's field.
 */
export async function shopFromN8n(context: HttpContext, channelId: string): Promise<ShopSettings> {
	const channel = channelById(channelId);
	const settings = await settingsFromN8n(context, channel.credentialName);
	try {
		return readShopSettings(channel, settings, context.getTimezone());
	} catch (error) {
		throw credentialErrorToN8n(context.getNode(), error);
	}
}
