import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runLong } from './runLong.mjs';

/**
 * Runs npm in an install's folder, on one line that says how many packages are there.
 * @param {{ name: string, log: string, folder: string }} install
 * @param {readonly string[]} args
 */
export async function runNpm({ name, log, folder }, args) {
	const isInstall = args[0] === 'ci';
	await runLong({
		what: `npm ${isInstall ? 'ci' : args.join(' ')} for ${name}`,
		command: 'npm',
		args,
		cwd: folder,
		env: machineEnvironment(),
		log: `install-${log}-${args[0]}`,
		...(isInstall ? { tellMore: packagesIn(folder) } : {}),
	});
}

/** The machine's own Node: the one in node_modules/.bin disappears while it is installed anew. */
function machineEnvironment() {
	const environment = { ...process.env };
	for (const name of ['NODE', 'npm_node_execpath', 'npm_execpath']) delete environment[name];
	const path = (environment.PATH ?? '')
		.split(delimiter)
		.filter((entry) => !entry.endsWith(join('node_modules', '.bin')));
	return { ...environment, PATH: path.join(delimiter) };
}

/** npm makes all folders first, and fills them one after the other. */
function packagesIn(folder) {
	const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
	const places = Object.keys(packages).filter((place) => place !== '');
	return () => {
		const there = places.filter((place) => existsSync(join(folder, place, 'package.json'))).length;
		return `, ${there} of ${places.length} packages`;
	};
}
