import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { dotFolder, node24, root } from './folders.mjs';
import { lackOf } from './installState.mjs';
import { Problem } from './problem.mjs';
import { runLong } from './runLong.mjs';

const n8nFolder = join(dotFolder, 'n8n');

/** `native` is rebuilt because install scripts are ignored; `proof` is a run that fails while it is not. */
const packageInstall = {
	name: "the package's tools",
	folder: root,
	native: 'node',
	proof: () => succeeds(node24, ['-e', 'process.exit(process.versions.node.startsWith("24.") ? 0 : 1)']),
};
const sandboxInstall = { name: "the sandbox's libraries", folder: join(root, 'sandbox') };
const n8nInstall = {
	name: 'n8n (2.9 GB, some minutes)',
	folder: n8nFolder,
	lockfileFrom: join(root, 'sandbox/n8n'),
	native: 'sqlite3',
	proof: () => succeeds(node24, ['-e', 'require("sqlite3")'], n8nFolder),
};

/**
 * Brings node_modules to what the lockfiles say; quick when they are so already.
 * @param {{ n8n: boolean }} wanted
 */
export async function installWhatIsMissing({ n8n }) {
	for (const install of n8n ? [packageInstall, sandboxInstall, n8nInstall] : [packageInstall, sandboxInstall]) {
		await bringUp(install);
	}
}

async function bringUp(install) {
	if (install.lockfileFrom !== undefined) copyLockfile(install.lockfileFrom, install.folder);
	const lack = lackOf(install.folder);
	if (lack !== undefined) {
		console.log(`Installing ${install.name}: ${lack}.`);
		await npm(install, ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund']);
	}
	if (install.native === undefined || (await install.proof())) return;
	await npm(install, ['rebuild', install.native]);
	if (!(await install.proof())) {
		throw new Problem(
			`${install.native} in ${install.folder} does not run after npm rebuild. Delete ${join(install.folder, 'node_modules')} and start again.`,
		);
	}
}

function copyLockfile(from, to) {
	mkdirSync(to, { recursive: true });
	for (const name of ['package.json', 'package-lock.json']) {
		const target = join(to, name);
		const isSame = existsSync(target) && readFileSync(target).equals(readFileSync(join(from, name)));
		if (!isSame) copyFileSync(join(from, name), target);
	}
}

async function npm({ name, folder }, args) {
	const what = `npm ${args[0] === 'ci' ? 'ci' : args.join(' ')} for ${name}`;
	const log = `install-${folder === root ? 'package' : folder.split('/').pop()}-${args[0]}`;
	await runLong({ what, command: 'npm', args, cwd: folder, env: machineEnvironment(), log });
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

async function succeeds(command, args, cwd) {
	return await promisify(execFile)(command, args, { cwd }).then(
		() => true,
		() => false,
	);
}
