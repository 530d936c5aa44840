/** How eBay's REST APIs say no. https://developer.ebay.com/api-docs/static/handling-error-messages.html */
export interface RestError {
	readonly errorId: number;
	readonly domain: string;
	readonly subdomain?: string;
	readonly category: 'REQUEST' | 'APPLICATION' | 'BUSINESS';
	readonly message: string;
	readonly longMessage?: string;
	readonly parameters?: readonly { readonly name: string; readonly value: string }[];
}

/** A request that is refused as a whole. */
export class Refusal extends Error {
	readonly status: number;
	readonly error: RestError;

	constructor(status: number, error: RestError) {
		super(error.message);
		this.status = status;
		this.error = error;
	}
}

export function inventoryError(
	errorId: number,
	message: string,
	parameters: Readonly<Record<string, string>> = {},
): RestError {
	return {
		errorId,
		domain: 'API_INVENTORY',
		subdomain: 'Selling',
		category: 'REQUEST',
		message,
		parameters: Object.entries(parameters).map(([name, value]) => ({ name, value })),
	};
}

export function invalidValue(fieldName: string): RestError {
	return inventoryError(25709, `Invalid value for ${fieldName}.`, { fieldName });
}

export function fulfillmentError(errorId: number, message: string): RestError {
	return { errorId, domain: 'API_FULFILLMENT', category: 'REQUEST', message };
}

export function accessError(errorId: number, message: string, longMessage: string): RestError {
	return { errorId, domain: errorId < 1100 ? 'OAuth' : 'ACCESS', category: 'REQUEST', message, longMessage };
}

/** A body whose shape the gateway cannot read. */
export function unreadableBody(field: string): Refusal {
	return new Refusal(400, {
		...accessError(2004, 'Invalid request', 'The request has errors. For help, see the documentation for this API.'),
		parameters: [{ name: 'reason', value: `Could not serialize field [${field}]` }],
	});
}

export const systemError = (): Refusal =>
	new Refusal(500, {
		errorId: 25001,
		domain: 'API_INVENTORY',
		subdomain: 'Selling',
		category: 'APPLICATION',
		message:
			'A system error has occurred. Internal server error encountered. If the problem persists, contact eBay support.',
	});
