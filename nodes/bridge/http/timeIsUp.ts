/**
 * Resolves after so many milliseconds. n8n's `sleep` is for work that waits; this one watches work, and a process that has nothing else
 * to do ends without waiting for it.
 */
export async function timeIsUp(milliseconds: number): Promise<void> {
	const signal = AbortSignal.timeout(Math.ceil(milliseconds));
	await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
