import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dotFolder, node24, root } from './folders.mjs';
import { lackOf } from './installState.mjs';
import { bringUpKept } from './keptInstall.mjs';
import { runNpm } from './npm.mjs';
import { Problem } from './problem.mjs';

/** `native` is rebuilt because install scripts are ignored; `proof` is a run that fails while it is not. */
const packageInstall = {
	name: "the package's tools",
	log: 'package',
	folder: root,
	native: 'node',
	proof: () => succeeds(node24, ['-e', 'process.exit(process.versions.node.startsWith("24.") ? 0 : 1)']),
};
const sandboxInstall = { name: "the sandbox's libraries", log: 'sandbox', folder: join(root, 'sandbox') };
const n8nInstall = {
	name: 'n8n (2.9 GB, some minutes)',
	log: 'n8n',
	folder: join(dotFolder, 'n8n'),
	lockedBy: join(root, 'sandbox/n8n'),
	native: 'sqlite3',
	proof: (folder) => succeeds(node24, ['-e', 'require("sqlite3")'], folder),
};

/**
 * Brings node_modules to what the lockfiles say; quick when they are so already.
 * @param {{ n8n: boolean }} wanted
 */
export async function installWhatIsMissing({ n8n }) {
	for (const install of [packageInstall, sandboxInstall]) await bringUp(install);
	if (n8n) await bringUpKept(n8nInstall);
}

async function bringUp(install) {
	const { name, folder, native, proof } = install;
	const lack = lackOf(folder);
	if (lack !== undefined) {
		console.log(`Installing ${name}: ${lack}.`);
		await runNpm(install, ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund']);
	}
	if (native === undefined || (await proof())) return;
	await runNpm(install, ['rebuild', native]);
	if (await proof()) return;
	throw new Problem(
		`${native} in ${folder} does not run after npm rebuild. Delete ${join(folder, 'node_modules')} and start again.`,
	);
}

async function succeeds(command, args, cwd) {
	return await promisify(execFile)(command, args, { cwd }).then(
		() => true,
		() => false,
	);
}
