import { blankAddress, type Address } from './order.mts';

/** An address with what a body says of it; fields that no address has are left out. */
export function mergeAddress(address: Address, given: unknown): Address {
	if (typeof given !== 'object' || given === null) return address;
	const known = Object.entries(given).filter(
		([name]) => name in blankAddress || (name === 'email' && address.email !== undefined),
	);
	return { ...address, ...Object.fromEntries(known.map(([name, value]) => [name, String(value)])) };
}
