/** A refusal. v2 writes it as an array of errors, v3 as one object. */
export class ApiError extends Error {
	readonly status: number;
	/** v3 only: what is wrong, by field. */
	readonly errors: Readonly<Record<string, string>>;
	/** v3 only: sent as application/problem+json. */
	readonly problem: boolean;

	constructor(
		status: number,
		message: string,
		details: { errors?: Readonly<Record<string, string>>; problem?: boolean } = {},
	) {
		super(message);
		this.status = status;
		this.errors = details.errors ?? {};
		this.problem = details.problem ?? false;
	}

	v2Body(): unknown {
		return [{ status: this.status, message: this.message }];
	}

	v3Body(): unknown {
		const type = `https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes#${this.status}`;
		return { status: this.status, title: this.message, type, errors: this.errors };
	}
}

export function notFound(what: string): ApiError {
	return new ApiError(404, `The requested ${what} was not found.`);
}

export function unprocessable(message: string, errors: Readonly<Record<string, string>> = {}): ApiError {
	return new ApiError(422, message, { errors });
}
