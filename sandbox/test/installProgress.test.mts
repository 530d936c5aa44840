import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { installProgress } from '../launcher/bootstrap/installProgress.mjs';
import { runLong } from '../launcher/bootstrap/runLong.mjs';

/** An install of two packages in its folder, and what npm said of it so far. */
function beginInstall(context: TestContext, said: string) {
	const folder = mkdtempSync(join(tmpdir(), 'install-'));
	context.after(() => rmSync(folder, { recursive: true }));
	const places = ['node_modules/a', 'node_modules/b'];
	const packages = Object.fromEntries([['', {}], ...places.map((place) => [place, { version: '1.0.0' }] as const)]);
	writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages }));
	for (const place of places) mkdirSync(join(folder, place), { recursive: true });
	writeFileSync(join(folder, 'npm.log'), said);
	return { folder, told: () => installProgress(folder)(join(folder, 'npm.log')) };
}

test('an install tells how many packages are looked up, and as soon as one is there how many are there', (context) => {
	const said = [
		'npm warn deprecated a@1.0.0: old',
		'npm http fetch GET https://packages.test/a attempt 1 failed with ECONNRESET',
		'npm http fetch GET 200 https://packages.test/a 70ms (cache miss)',
		'npm http cache https://packages.test/b 3ms (cache hit)',
	];
	const { folder, told } = beginInstall(context, said.slice(0, 3).join('\n'));
	assert.equal(told(), ', 1 of 2 packages looked up');
	writeFileSync(join(folder, 'npm.log'), [...said, said.at(-1)].join('\n'));
	assert.equal(told(), ', 2 of 2 packages looked up');
	writeFileSync(join(folder, 'node_modules/b/package.json'), '{}');
	assert.equal(told(), ', 1 of 2 packages');
});

test('an install of which npm said nothing yet has looked up nothing', (context) => {
	assert.equal(beginInstall(context, '').told(), ', 0 of 2 packages looked up');
});

test('what npm fetched before it failed is not taken for the reason', async () => {
	const said = [
		'npm http fetch GET https://packages.test/a attempt 1 failed with ECONNRESET',
		'npm http fetch GET 200 https://packages.test/http-errors 70ms (cache miss)',
		'npm error code EINTEGRITY',
	];
	const args = ['-c', `printf '%s\\n' "$@"; exit 1`, 'sh', ...said];
	await assert.rejects(
		runLong({ what: 'npm ci', command: 'sh', args, cwd: tmpdir(), log: 'test-npm' }),
		/npm ci failed: npm error code EINTEGRITY/,
	);
});
