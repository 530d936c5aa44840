import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { dotFolder, node24, root } from './bootstrap/folders.mjs';
import { alone } from './bootstrap/alone.mjs';
import { Problem } from './bootstrap/problem.mjs';
import { runLong } from './bootstrap/runLong.mjs';

const sources = [
	'core',
	'credentials',
	'nodes',
	'icons',
	'workflows',
	'package.json',
	'tsconfig.json',
	'gulp',
	'gulpfile.js',
	'README.md',
];
const buildLock = join(dotFolder, 'build.lock');
const stampFile = join(dotFolder, 'build.stamp');
const packageName = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name: string }).name;

/** Builds the package when its sources changed since the last build here, one process at a time. Returns a name for this state of them. */
export async function buildPackage(): Promise<string> {
	return await alone(buildLock, async () => {
		const state = stateOfSources();
		if (!isBuilt(state)) await buildAndStamp(async () => await runLong({ ...build, log: 'build' }));
		return state;
	});
}

/** Builds anew whatever is there, by `run`, and remembers of which sources. */
export async function buildAnew(run: (build: Build) => Promise<void>): Promise<void> {
	await alone(buildLock, async () => await buildAndStamp(async () => await run(build)));
}

interface Build {
	readonly command: string;
	readonly args: readonly string[];
	readonly env: NodeJS.ProcessEnv;
}

const build = {
	what: 'building the package',
	command: 'npm',
	args: ['run', '--silent', 'build'],
	cwd: root,
	env: node24First(),
};

async function buildAndStamp(run: () => Promise<void>): Promise<void> {
	const state = stateOfSources();
	rmSync(stampFile, { force: true });
	await run();
	writeFileSync(stampFile, state);
}

function stateOfSources(): string {
	return hashOf(sources.flatMap((source) => filesBelow(source)));
}

function isBuilt(state: string): boolean {
	const isThere = existsSync(join(root, 'dist/package.json')) && existsSync(stampFile);
	return isThere && readFileSync(stampFile, 'utf8') === state;
}

/**
 * Installs the package into an n8n user folder as a user's tarball install does, so that node types get their
 * published names. Nothing to do when this state of the sources is in already.
 */
export async function installPackage(state: string, userFolder: string): Promise<void> {
	const nodesFolder = join(userFolder, '.n8n/nodes');
	const tarball = `${packageName}-${state}.tgz`;
	const installed = join(nodesFolder, 'node_modules', packageName);
	if (existsSync(join(nodesFolder, tarball)) && existsSync(join(installed, 'package.json'))) return;
	makeOwnFolder(nodesFolder);
	rmSync(installed, { recursive: true, force: true });
	for (const old of tarballsIn(nodesFolder)) rmSync(join(nodesFolder, old));
	await pack(nodesFolder, tarball);
	await npmInstall(nodesFolder, tarball);
	requireOneWorkflowPackage(nodesFolder);
}

/** Without a package.json of its own npm would install into the checkout above. */
function makeOwnFolder(folder: string): void {
	mkdirSync(folder, { recursive: true });
	const manifest = join(folder, 'package.json');
	if (!existsSync(manifest)) writeFileSync(manifest, '{ "name": "installed-nodes", "private": true }\n');
}

async function pack(folder: string, tarball: string): Promise<void> {
	const args = ['pack', '--ignore-scripts', '--pack-destination', folder];
	await runLong({
		what: 'packing the package',
		command: 'npm',
		args,
		cwd: root,
		env: node24First(),
		log: logOf('pack', folder),
	});
	const [packed] = tarballsIn(folder);
	if (packed === undefined) throw new Error(`npm pack left no tarball in ${folder}`);
	renameSync(join(folder, packed), join(folder, tarball));
}

async function npmInstall(folder: string, tarball: string): Promise<void> {
	const args = ['install', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', `./${tarball}`];
	await runLong({
		what: 'installing the package into n8n',
		command: 'npm',
		args,
		cwd: folder,
		env: node24First(),
		log: logOf('install-into-n8n', folder),
	});
}

/** Sandboxes that start side by side have logs of their own; the folder is DATA/n8n/.n8n/nodes. */
function logOf(what: string, nodesFolder: string): string {
	return `${what}-${basename(join(nodesFolder, '../../..'))}`;
}

/** A second copy would break `instanceof` between n8n and the package. */
function requireOneWorkflowPackage(nodesFolder: string): void {
	const second = join(nodesFolder, 'node_modules/n8n-workflow');
	if (existsSync(second))
		throw new Problem(`A second n8n-workflow got installed: ${second}. Delete ${nodesFolder} and start again.`);
}

function tarballsIn(folder: string): string[] {
	return readdirSync(folder).filter((name) => name.startsWith(packageName) && name.endsWith('.tgz'));
}

function filesBelow(place: string): string[] {
	if (!existsSync(join(root, place))) return [];
	if (statSync(join(root, place)).isFile()) return [place];
	return readdirSync(join(root, place))
		.sort()
		.flatMap((name) => filesBelow(join(place, name)));
}

function hashOf(files: readonly string[]): string {
	const hash = createHash('sha256');
	for (const file of files)
		hash
			.update(file)
			.update('\0')
			.update(readFileSync(join(root, file)))
			.update('\0');
	return hash.digest('hex').slice(0, 12);
}

function node24First(): NodeJS.ProcessEnv {
	return { ...process.env, PATH: `${dirname(node24)}:${process.env.PATH ?? ''}` };
}
