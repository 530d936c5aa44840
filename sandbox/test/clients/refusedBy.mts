import assert from 'node:assert/strict';

/** What a client that calls by axios was refused with; fails where it was not. */
export async function refusedBy(
	asked: Promise<unknown>,
): Promise<{ status: number; data: ReturnType<typeof JSON.parse> }> {
	const error = await asked.then(
		() => assert.fail('was not refused'),
		(refusal: unknown) => refusal,
	);
	const { response } = error as { response?: { status: number; data: unknown } };
	if (response === undefined) throw error;
	return response;
}
