import { IntegrationError } from '../http/integrationError';
import { readChoice, readFields, readOptional, readOptionalText, type Fields } from '../reading/readUnknown';
import { readAddressPart, readWebAddress } from '../reading/readWebAddress';

const HOSTS = {
	production: { api: 'https://quickbooks.api.intuit.com', web: 'https://app.qbo.intuit.com' },
	sandbox: { api: 'https://sandbox-quickbooks.api.intuit.com', web: 'https://app.sandbox.qbo.intuit.com' },
} as const;

/** Where one company is found. */
export interface CompanyAddress {
	readonly realmId: string;
	/** Without a slash at the end. */
	readonly url: string;
	/** Where people work with it; null where the address is one's own. */
	readonly webUrl: string | null;
}

/**
 * Reads it out of the decrypted credential: { environment, customUrl, companyId?, oauthTokenData }.
 * A Company ID typed in by the user wins over the one that Intuit sent when connecting.
 */
export function readCompanyAddress(settings: Fields): CompanyAddress {
	const stated =
		readOptionalText(settings.companyId, 'QuickBooks credential.companyId') ??
		readConnectedRealm(settings.oauthTokenData);
	const realmId = readAddressPart(stated, 'QuickBooks credential.companyId');
	const { api, web } = readHosts(settings);
	return { realmId, url: `${api}/v3/company/${encodeURIComponent(realmId)}`, webUrl: web };
}

function readHosts(settings: Fields): { readonly api: string; readonly web: string | null } {
	const environment = readChoice(
		settings.environment,
		['production', 'sandbox', 'custom'],
		'QuickBooks credential.environment',
	);
	if (environment !== 'custom') return HOSTS[environment];
	return { api: readWebAddress(settings.customUrl, 'QuickBooks credential.customUrl'), web: null };
}

function readConnectedRealm(tokenData: unknown): string {
	const token = readOptional(tokenData, 'QuickBooks credential.oauthTokenData', readFields);
	const callback = readOptional(token?.callbackQueryString, 'QuickBooks credential.callbackQueryString', readFields);
	const realmId = readOptionalText(callback?.realmId, 'QuickBooks credential.realmId');
	if (realmId !== null) return realmId;
	throw new IntegrationError(
		'notAuthorised',
		'The QuickBooks credential does not say which company it is for: reconnect it, or fill in its Company ID',
	);
}
