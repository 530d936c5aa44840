import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * How far an install is, out of its folder and what npm said at the log level `http`. The lockfile names no addresses: npm looks up every
 * package before it fetches the first one, makes all folders, and fills them one after the other.
 * @param {string} folder
 * @returns {(logPath: string) => string}
 */
export function installProgress(folder) {
	const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
	const places = Object.keys(packages).filter((place) => place !== '');
	return (logPath) => {
		const there = places.filter((place) => existsSync(join(folder, place, 'package.json'))).length;
		if (there > 0) return `, ${there} of ${places.length} packages`;
		const answers = readFileSync(logPath, 'utf8').match(/^npm http (fetch GET [23]|cache )/gm)?.length ?? 0;
		return `, ${Math.min(answers, places.length)} of ${places.length} packages looked up`;
	};
}
