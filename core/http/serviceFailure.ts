import { UnreadableError } from '../reading/readUnknown';
import { IntegrationError } from './integrationError';

/** What keeps a service from being read or written: it cannot be reached, it refuses, or its answer makes no sense. */
export type ServiceFailure = IntegrationError | UnreadableError;

export function isServiceFailure(error: unknown): error is ServiceFailure {
	return error instanceof IntegrationError || error instanceof UnreadableError;
}

/** The failure of a service. Any other error is thrown on. */
export function serviceFailureOnly(error: unknown): ServiceFailure {
	if (isServiceFailure(error)) return error;
	throw error;
}

/** What happened, and the way out where one is known. */
export function failureText(failure: ServiceFailure): string {
	const advice = failure instanceof IntegrationError ? failure.advice : undefined;
	return advice === undefined ? failure.message : `${failure.message}. ${advice}`;
}
