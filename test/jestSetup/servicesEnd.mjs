export default async function endServices() {
	await globalThis.endServices?.();
}
