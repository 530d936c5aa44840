import { delimiter, join } from 'node:path';
import { installProgress } from './installProgress.mjs';
import { runLong } from './runLong.mjs';

/**
 * Runs npm in an install's folder, on one line that says how far it is.
 * @param {{ name: string, log: string, folder: string }} install
 * @param {readonly string[]} args
 */
export async function runNpm({ name, log, folder }, args) {
	const isInstall = args[0] === 'ci';
	await runLong({
		what: `npm ${isInstall ? 'ci' : args.join(' ')} for ${name}`,
		command: 'npm',
		args: isInstall ? [...args, '--loglevel=http'] : args,
		cwd: folder,
		env: machineEnvironment(),
		log: `install-${log}-${args[0]}`,
		...(isInstall ? { tellMore: installProgress(folder) } : {}),
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
