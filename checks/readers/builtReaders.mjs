import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The names of all readers, once the sources are compiled. */
export function readerNames() {
	return builtReaders().allReaders.map(({ name }) => name);
}

export function builtReaders() {
	return require('../../.local/readers/checks/readers/product/allReaders.js');
}

export function builtFuzz() {
	return require('../../.local/readers/checks/readers/fuzz.js');
}
