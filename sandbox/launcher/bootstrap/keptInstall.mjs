import { createHash } from 'node:crypto';
import {
	accessSync,
	constants,
	copyFileSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { alone } from './alone.mjs';
import { dotFolder } from './folders.mjs';
import { lackOf } from './installState.mjs';
import { runNpm } from './npm.mjs';
import { Problem } from './problem.mjs';

const papers = ['package.json', 'package-lock.json'];

/**
 * Where installs are kept that all checkouts of a user share; in the checkout where the home cannot be written.
 * @param {NodeJS.ProcessEnv} environment
 */
export function keepFolder({ QBO_SYNC_CACHE, XDG_CACHE_HOME }) {
	const shared = QBO_SYNC_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'qbo-inventory-sync');
	try {
		mkdirSync(shared, { recursive: true });
		accessSync(shared, constants.W_OK);
		return shared;
	} catch (error) {
		if (!['EACCES', 'EPERM', 'EROFS', 'ENOENT'].includes(error.code)) throw error;
		return join(dotFolder, 'kept');
	}
}

/**
 * Brings up an install that is large, and the same for every checkout with the same lockfile.
 *
 * 1. What the checkout has stays, when it is what the lockfile says.
 * 2. Else the checkout gets a link to the one that is kept under the hash of the lockfile.
 * 3. Where none is kept, it is made in a folder beside, by one process at a time, and gets its name when it is complete: what was cut
 *    off never has the name.
 * @param {{ name: string, log: string, folder: string, lockedBy: string, native: string, proof: (folder: string) => Promise<boolean> }} install
 */
export async function bringUpKept(install, keep = keepFolder(process.env)) {
	if (await isWhole(install, install.folder)) return;
	const kept = join(keep, `${install.log}-${hashOf(install.lockedBy)}`);
	if (!(await isWhole(install, kept))) {
		const onWait = () => console.log(`Waiting for another process that installs ${install.name}.`);
		await alone(`${kept}.lock`, async () => await makeKept(install, kept), { onWait });
	}
	link(install.folder, kept);
}

async function isWhole({ lockedBy, proof }, folder) {
	return lackOf(folder, lockedBy) === undefined && (await proof(folder));
}

async function makeKept(install, kept) {
	// Another process may have made it in the meantime.
	if (await isWhole(install, kept)) return;
	console.log(`Installing ${install.name} into ${kept}, for every checkout with this lockfile.`);
	clearRemains(kept);
	const folder = mkdtempSync(`${kept}.part-`);
	for (const name of papers) copyFileSync(join(install.lockedBy, name), join(folder, name));
	await runNpm({ ...install, folder }, ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund']);
	await runNpm({ ...install, folder }, ['rebuild', install.native]);
	if (!(await isWhole(install, folder)))
		throw new Problem(`${install.native} in ${folder} does not run after npm rebuild.`);
	if (exists(kept)) renameSync(kept, mkdtempSync(`${kept}.old-`));
	renameSync(folder, kept);
	clearRemains(kept);
}

/** What earlier processes were cut off at, or replaced. */
function clearRemains(kept) {
	const remains = readdirSync(dirname(kept), { withFileTypes: true }).filter(
		({ name }) => /\.(part|old)-/.test(name) && join(dirname(kept), name).startsWith(kept),
	);
	for (const { name } of remains) rmSync(join(dirname(kept), name), { recursive: true, force: true });
}

function link(folder, kept) {
	if (exists(folder)) rmSync(folder, { recursive: true, force: true });
	mkdirSync(dirname(folder), { recursive: true });
	symlinkSync(kept, folder, 'dir');
}

/** Also true for a link that leads nowhere. */
function exists(path) {
	return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Native code is built for one kind of machine. */
function hashOf(folder) {
	const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
	for (const name of papers) hash.update(readFileSync(join(folder, name)));
	return hash.digest('hex').slice(0, 16);
}
