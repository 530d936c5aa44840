import { readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import n8nCore from 'n8n-core';

/**
 * Loads the built package as n8n does, `pollTimes` and all, and hands back the description of every node and credential.
 * Throws what n8n would log: a class that fails to load, a wrong class name, an icon outside of the package.
 */
export async function loadPackage(root) {
	const loader = new n8nCore.PackageDirectoryLoader(root);
	await loader.loadAll();
	const nodes = Object.values(loader.nodeTypes).map(({ type }) => type.description);
	const credentials = Object.values(loader.credentialTypes).map(({ type }) => type);
	return {
		/** By the name that templates use. */
		nodes: new Map(nodes.map((description) => [`${loader.packageJson.name}.${description.name}`, description])),
		credentials: new Map(credentials.map((type) => [type.name, type])),
		packageName: loader.packageJson.name,
	};
}

/** Every file below a folder, as a path from it with forward slashes. */
export function filesBelow(folder) {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => !entry.isDirectory())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
		.sort();
}

export const rootFolder = dirname(import.meta.dirname);
