import { readFields, readOptional, readOptionalText } from '../reading/readUnknown';

/** The id in one of QuickBooks' references, {"value": "12", "name": "Ann"}; null where it names nothing. Throws UnreadableError for another shape. */
export function readReference(reference: unknown, path: string): string | null {
	const fields = readOptional(reference, path, readFields);
	return readOptionalText(fields?.value, `${path}.value`);
}
