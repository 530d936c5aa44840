export interface ByteLimits {
	/** Bytes that are kept; reading ends at the first one more. */
	readonly most: number;
	/** Milliseconds since the epoch; a body that drips in longer is given up. */
	readonly until: number;
}

export type BoundedBytes = { readonly bytes: Uint8Array; readonly isWhole: boolean } | { readonly isLate: true };

/**
 * The beginning of a body, at most `most` bytes of it in memory: what flows in beyond is not read, and the connection is closed.
 * Takes what n8n hands over, a stream or a body already read. Rejects as the stream does when it breaks off.
 */
export async function boundedBytes(raw: unknown, { most, until }: ByteLimits): Promise<BoundedBytes> {
	const parts: Uint8Array[] = [];
	let length = 0;
	for await (const part of partsOf(raw)) {
		parts.push(part.subarray(0, most - length));
		length += part.length;
		// Leaving the loop destroys the stream.
		if (length > most) break;
		if (Date.now() > until) return { isLate: true };
	}
	return { bytes: Buffer.concat(parts), isWhole: length <= most };
}

function partsOf(raw: unknown): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
	if (raw === undefined || raw === null) return [];
	if (typeof raw === 'object' && Symbol.asyncIterator in raw) return raw as AsyncIterable<Uint8Array>;
	return [typeof raw === 'string' ? Buffer.from(raw) : Buffer.from(raw as Uint8Array)];
}
