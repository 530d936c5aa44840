export default async function endSandbox() {
	await globalThis.endSandbox?.();
}
