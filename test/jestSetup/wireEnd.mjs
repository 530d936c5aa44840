export default async function endWire() {
	await globalThis.endWire?.();
}
