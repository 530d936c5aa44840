import { IntegrationError } from './integrationError';
import { fieldsOrNone } from '../reading/readUnknown';

/** A row that the service cannot send, while it sends its neighbours. */
export class UnservedRow {
	constructor(
		/** The part of the row that the service does send: its id, and mostly its dates. */
		readonly known: unknown,
		readonly trouble: IntegrationError,
	) {}
}

/** What a row of a list is known by: its id, or the words and numbers that it says. */
export function rowKey(raw: unknown): string {
	const fields = fieldsOrNone(raw instanceof UnservedRow ? raw.known : raw);
	return JSON.stringify(isPlain(fields.id) ? fields.id : Object.entries(fields).filter(([, value]) => isPlain(value)));
}

function isPlain(value: unknown): value is string | number {
	return typeof value === 'string' || typeof value === 'number';
}

/**
 * True for a failure that a smaller question may not meet: the service broke, or ran out of time or memory, while it made the answer.
 * 503 stands for a service that is closed as a whole, less than 500 for a firewall in front of it, and a success that is none for a cache
 * that answered.
 */
export function isTroubleOfSize(failure: unknown): failure is IntegrationError {
	if (!(failure instanceof IntegrationError) || failure.kind !== 'unavailable') return false;
	const status = failure.reply?.status ?? 500;
	return status === 408 || (status >= 500 && status !== 503);
}

/** The trouble of size that was thrown. Any other failure is thrown on. */
export function troubleOfSizeOnly(failure: unknown): IntegrationError {
	if (isTroubleOfSize(failure)) return failure;
	throw failure;
}
