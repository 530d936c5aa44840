import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Why a folder's node_modules is not what its lockfile says, or undefined when it is. npm writes its own
 * record (node_modules/.package-lock.json) last, so an install that was cut off has none. What a lockfile calls
 * extraneous is not installed by it.
 * @param {string} folder
 * @param {string} [lockedBy] The folder of the lockfile, where it is another one.
 * @returns {string | undefined}
 */
export function lackOf(folder, lockedBy = folder) {
	const wanted = readPackages(join(lockedBy, 'package-lock.json'));
	const installed = readPackages(join(folder, 'node_modules/.package-lock.json'));
	if (wanted === undefined || installed === undefined) return 'not installed yet';
	for (const [place, entry] of Object.entries(wanted)) {
		if (place === '' || entry.extraneous === true || isForOtherMachine(entry, installed[place])) continue;
		if (installed[place]?.version !== entry.version) return `${place} is not ${entry.version}`;
		if (installed[place].integrity !== entry.integrity) return `${place} has other content than the lockfile's`;
		if (!existsSync(join(folder, place, 'package.json'))) return `${place} is missing`;
	}
	return undefined;
}

function readPackages(path) {
	if (!existsSync(path)) return undefined;
	try {
		return JSON.parse(readFileSync(path, 'utf8')).packages;
	} catch {
		// A record that was cut off while it was written is as good as none.
		return undefined;
	}
}

function isForOtherMachine(entry, installed) {
	return installed === undefined && Boolean(entry.optional || entry.os || entry.cpu || entry.libc);
}
