import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { alone } from '../../sandbox/launcher/bootstrap/alone.mjs';
import { keepFolder } from '../../sandbox/launcher/bootstrap/keptInstall.mjs';

const manifest = fileURLToPath(new URL('../package.json', import.meta.resolve('@sparticuz/chromium')));
const unpack = fileURLToPath(new URL('unpackBrowser.mjs', import.meta.url));

/** For machines that the packed one does not run on. */
const usualPlaces = [
	'/usr/bin/chromium',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * How the tests start a browser: the one that QBO_SYNC_CHROMIUM names, or the one of a package, which is the same everywhere and needs
 * nothing of the machine, or the machine's own where that one does not run.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<{ executablePath: string, env: NodeJS.ProcessEnv }>}
 */
export async function findBrowser(environment) {
	const { QBO_SYNC_CHROMIUM: named } = environment;
	if (named) return { executablePath: named, env: environment };
	if (process.platform === 'linux' && process.arch === 'x64') return await unpackedBrowser(environment);
	const executablePath = usualPlaces.find((path) => existsSync(path));
	if (executablePath === undefined)
		throw new Error('No browser was found: install Chromium or Chrome, and let QBO_SYNC_CHROMIUM say where it is.');
	return { executablePath, env: environment };
}

/** Unpacked once for every checkout with this version of the package, beside the kept n8n. */
async function unpackedBrowser(environment) {
	const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
	const folder = join(keepFolder(environment), `chromium-${version}`);
	await alone(`${folder}.lock`, async () => await unpackInto(folder, environment));
	return {
		executablePath: join(folder, 'chromium'),
		env: { ...environment, FONTCONFIG_PATH: folder, LD_LIBRARY_PATH: join(folder, 'al2023/lib') },
	};
}

/** It gets its name when it is complete. */
async function unpackInto(folder, environment) {
	if (existsSync(folder)) return;
	const part = mkdtempSync(`${folder}.part-`);
	try {
		await promisify(execFile)(process.execPath, [unpack], { env: { ...environment, TMPDIR: part } });
		writeFileSync(join(part, 'fonts.conf'), fontsIn(folder));
		renameSync(part, folder);
	} finally {
		rmSync(part, { recursive: true, force: true });
	}
}

/** The package's own list of fonts names folders of the cloud that it is made for; without any font Chromium ends. */
function fontsIn(folder) {
	return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
	<dir>${join(folder, 'fonts')}</dir>
	<cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}
