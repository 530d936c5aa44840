// The property tests of the unit project with more runs: PROPERTY_FACTOR times as many, from PROPERTY_SEED.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../sandbox/launcher/bootstrap/folders.mjs';

const factor = Number(process.env.PROPERTY_FACTOR);
const seed = Number(process.env.PROPERTY_SEED);
const files = readdirSync(join(root, 'test'), { recursive: true })
	.map((path) => join('test', String(path)))
	.filter(
		(path) => /(?<!ontract)\.test\.ts$/.test(path) && readFileSync(join(root, path), 'utf8').includes("'fast-check'"),
	);
// Sync properties run as long as they need, those that wait have ten minutes each.
const args = ['--config', 'checks/nightly/jest.config.cjs', '--testTimeout', '600000', ...files];
const { status } = spawnSync('jest', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
console.log(JSON.stringify({ files: files.length, factor, failed: status !== 0, seed }));
process.exitCode = files.length > 0 && status === 0 ? 0 : 1;
