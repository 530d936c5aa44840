import { IntegrationError } from '../../../core/http/integrationError';
import { UnreadableError } from '../../../core/reading/readUnknown';
import type { Reader } from '../reader';

/** For readers that ask: the other side may refuse, which is no fault of the reading. */
export function refusedByTheWire(error: unknown): boolean {
	return error instanceof IntegrationError;
}

/** Every reader may say that it cannot read what it was given. */
export function mayRefuse(reader: Reader): Reader {
	return { ...reader, mayThrow: (error) => error instanceof UnreadableError || reader.mayThrow?.(error) === true };
}
