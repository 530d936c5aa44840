import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { readShopSettings } from '../core/channels/shopSettings';

/**
 * Sees in the test of a credential whether what it says of the shop can be used. Throws with the field and the way out as its message. Any time
 * zone will do: it is the workflow's that counts.
 */
export function checkShop(displayName: string, credentials: ICredentialDataDecryptedObject): void {
	readShopSettings({ displayName }, credentials, 'utc');
}
