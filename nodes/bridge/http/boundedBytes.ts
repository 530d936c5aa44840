interface ByteLimits {
	/** Bytes that are kept. Reading ends at the first byte more. */
	readonly maxBytes: number;
	/** The time, in milliseconds since the epoch, after which a slow body is not read on. */
	readonly deadline: number;
}

/** The bytes, and whether they are the whole body; or that the body took too long. */
type BoundedBytes = { readonly bytes: Uint8Array; readonly isWhole: boolean } | { readonly isLate: true };

/**
 * Reads the first `maxBytes` bytes of a body. It does not read further bytes, and closes the connection. `raw` is a stream, or a body that
 * n8n has read already. Rejects as the stream does when it breaks off.
 */
export async function boundedBytes(raw: unknown, { maxBytes, deadline }: ByteLimits): Promise<BoundedBytes> {
	const parts: Uint8Array[] = [];
	let length = 0;
	for await (const part of partsOf(raw)) {
		parts.push(part.subarray(0, maxBytes - length));
		length += part.length;
		// Leaving the loop destroys the stream.
		if (length > maxBytes) break;
		if (Date.now() > deadline) return { isLate: true };
	}
	return { bytes: Buffer.concat(parts), isWhole: length <= maxBytes };
}

function partsOf(raw: unknown): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
	if (raw === undefined || raw === null) return [];
	if (typeof raw === 'object' && Symbol.asyncIterator in raw) return raw as AsyncIterable<Uint8Array>;
	return [typeof raw === 'string' ? Buffer.from(raw) : Buffer.from(raw as Uint8Array)];
}
