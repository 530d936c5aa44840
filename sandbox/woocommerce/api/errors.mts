/** A refusal in WordPress' own form: `{ code, message, data: { status } }`. */
export class RestError extends Error {
	readonly code: string;
	readonly status: number;
	readonly data: unknown;

	constructor(status: number, code: string, message: string, data: unknown = { status }) {
		super(message);
		this.status = status;
		this.code = code;
		this.data = data;
	}

	body(): { code: string; message: string; data: unknown } {
		return { code: this.code, message: this.message, data: this.data };
	}
}

export function noRoute(): RestError {
	return new RestError(404, 'rest_no_route', 'No route was found matching the URL and request method.');
}

/** One parameter that WordPress refuses. */
export interface InvalidParameter {
	readonly code: string;
	readonly message: string;
	readonly data: unknown;
}

export function invalidParameters(faults: Readonly<Record<string, InvalidParameter>>): RestError {
	const names = Object.keys(faults);
	return new RestError(400, 'rest_invalid_param', `Invalid parameter(s): ${names.join(', ')}`, {
		status: 400,
		params: Object.fromEntries(names.map((name) => [name, faults[name]?.message])),
		details: faults,
	});
}
