/** Every text in a value: keys, texts, bytes, and what errors hide from JSON (message, stack, cause), however deep. */
export function everyText(value: unknown): string {
	const texts: string[] = [];
	const seen = new Set<unknown>();
	const waiting: unknown[] = [value];
	while (waiting.length > 0) {
		const next = waiting.pop();
		if (typeof next === 'string') texts.push(next);
		if (typeof next !== 'object' || next === null || seen.has(next)) continue;
		seen.add(next);
		if (next instanceof Uint8Array) texts.push(Buffer.from(next).toString());
		else if (next instanceof Map || next instanceof Set) waiting.push(...next.entries());
		else for (const key of Object.getOwnPropertyNames(next)) waiting.push(key, (next as Record<string, unknown>)[key]);
	}
	return texts.join('\n');
}
