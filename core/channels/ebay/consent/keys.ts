import { ownEntry } from '../../../reading/ownEntry';
import { fieldsOrNone, readChoice, readNonEmptyText, UnreadableError } from '../../../reading/readUnknown';
import { readAddressPart, readWebAddress } from '../../../reading/readWebAddress';

/** What a seller enters to be sent to eBay. */
export interface ConsentKeys {
	readonly environment: (typeof ENVIRONMENTS)[number];
	/** '' but for the environment "custom". */
	readonly customUrl: string;
	readonly clientId: string;
	readonly clientSecret: string;
	/** The name that eBay gave to the address that it returns to. */
	readonly ruName: string;
}

const ENVIRONMENTS = ['production', 'sandbox', 'custom'] as const;

/** Where sellers agree, and where codes are exchanged. https://developer.ebay.com/api-docs/static/oauth-endpoints.html */
const SERVERS: Readonly<Record<string, { readonly consent: string; readonly api: string }>> = {
	production: { consent: 'https://auth.ebay.com', api: 'https://api.ebay.com' },
	sandbox: { consent: 'https://auth.sandbox.ebay.com', api: 'https://api.sandbox.ebay.com' },
};

/** eBay's own servers are known; a custom one is both. */
export function serversOf({ environment, customUrl }: ConsentKeys) {
	return ownEntry(SERVERS, environment) ?? { consent: customUrl, api: customUrl };
}

/** Reads the form, or what was kept of it. Throws UnreadableError, in words for the seller. */
export function readKeys(value: unknown): ConsentKeys {
	const form = fieldsOrNone(value);
	const environment = readChoice(form.environment, ENVIRONMENTS, 'Environment');
	const ruName = readAddressPart(form.ruName, 'RuName');
	if (/^https?:/i.test(ruName))
		throw new UnreadableError(
			'RuName',
			'the name that eBay gave to your address, such as Your_Shop-YourShop-Sync-abcdefgh, not an address',
		);
	return {
		environment,
		customUrl: environment === 'custom' ? readWebAddress(form.customUrl, 'Custom URL') : '',
		clientId: readAddressPart(form.clientId, 'Client ID'),
		clientSecret: readNonEmptyText(form.clientSecret, 'Client secret'),
		ruName,
	};
}
