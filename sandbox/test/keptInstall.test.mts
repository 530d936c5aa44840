import assert from 'node:assert/strict';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	realpathSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { alone } from '../launcher/bootstrap/alone.mjs';
import { bringUpKept, keepFolder } from '../launcher/bootstrap/keptInstall.mjs';

const packages = { '': {}, 'node_modules/a': { version: '1.0.0', integrity: 'x' } };
/** In place of npm: installs what the lockfile says, and notes each call; `broken` makes it fail in the middle. */
const npm = `#!/bin/sh
echo "$1" >> "$CALLS"
[ "$1" = rebuild ] && { touch node_modules/a/built; exit 0; }
mkdir -p node_modules/a && echo '{}' > node_modules/a/package.json
[ -e "$CALLS.broken" ] && exit 1
sleep 0.2
cp package-lock.json node_modules/.package-lock.json
`;

let base: string;
const path = process.env.PATH;

beforeEach(() => {
	base = mkdtempSync(join(tmpdir(), 'kept-'));
	mkdirSync(join(base, 'bin'));
	writeFileSync(join(base, 'bin/npm'), npm);
	chmodSync(join(base, 'bin/npm'), 0o755);
	process.env.PATH = `${join(base, 'bin')}:${path ?? ''}`;
	process.env.CALLS = join(base, 'calls');
});

afterEach(() => {
	process.env.PATH = path;
	delete process.env.CALLS;
	rmSync(base, { recursive: true });
});

/** A checkout that wants what its lockfile says. */
function checkout(name: string, wanted: object = packages) {
	const lockedBy = join(base, name, 'locked');
	mkdirSync(lockedBy, { recursive: true });
	writeFileSync(join(lockedBy, 'package.json'), '{}');
	writeFileSync(join(lockedBy, 'package-lock.json'), JSON.stringify({ packages: wanted }));
	return {
		name: 'something large',
		log: 'kept-test',
		folder: join(base, name, 'installed'),
		lockedBy,
		native: 'a',
		proof: async (folder: string) => existsSync(join(folder, 'node_modules/a/built')),
	};
}

const calls = (): string[] => readFileSync(join(base, 'calls'), 'utf8').trim().split('\n');
const keep = (): string => join(base, 'keep');

test("a second checkout with the same lockfile gets the first one's install", async () => {
	const [first, second] = [checkout('first'), checkout('second')];
	await bringUpKept(first, keep());
	await bringUpKept(second, keep());
	assert.deepEqual(calls(), ['ci', 'rebuild']);
	assert.equal(realpathSync(first.folder), realpathSync(second.folder));
	assert.equal(existsSync(join(second.folder, 'node_modules/a/built')), true);
	await bringUpKept(second, keep());
	assert.equal(calls().length, 2);
});

test('two checkouts that begin at once install once', async () => {
	await Promise.all([bringUpKept(checkout('first'), keep()), bringUpKept(checkout('second'), keep())]);
	assert.deepEqual(calls(), ['ci', 'rebuild']);
});

test('another lockfile gets another install, and leaves the first', async () => {
	const [first, second] = [checkout('first'), checkout('second', { ...packages, '': { name: 'other' } })];
	await bringUpKept(first, keep());
	await bringUpKept(second, keep());
	assert.notEqual(realpathSync(first.folder), realpathSync(second.folder));
	assert.equal(existsSync(join(first.folder, 'node_modules/a/built')), true);
});

test('an install that was cut off is made again, and nothing of it stays', async () => {
	const one = checkout('first');
	writeFileSync(join(base, 'calls.broken'), '');
	await assert.rejects(bringUpKept(one, keep()));
	assert.equal(existsSync(one.folder), false);
	rmSync(join(base, 'calls.broken'));
	await bringUpKept(one, keep());
	assert.deepEqual(calls(), ['ci', 'ci', 'rebuild']);
	assert.equal(readdirSync(keep()).length, 1);
});

test('what was damaged since is replaced', async () => {
	const one = checkout('first');
	await bringUpKept(one, keep());
	rmSync(join(one.folder, 'node_modules/a/package.json'));
	await bringUpKept(one, keep());
	assert.equal(existsSync(join(one.folder, 'node_modules/a/package.json')), true);
	assert.equal(readdirSync(keep()).length, 1);
});

test('an install of the checkout itself stays when it is what the lockfile says, and gives way when not', async () => {
	const one = checkout('first');
	mkdirSync(join(one.folder, 'node_modules/a'), { recursive: true });
	for (const file of ['package.json', 'built']) writeFileSync(join(one.folder, 'node_modules/a', file), '{}');
	writeFileSync(join(one.folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
	await bringUpKept(one, keep());
	assert.equal(existsSync(join(base, 'calls')), false);
	rmSync(join(one.folder, 'node_modules/a/built'));
	await bringUpKept(one, keep());
	assert.deepEqual(calls(), ['ci', 'rebuild']);
	assert.match(realpathSync(one.folder), /keep\/kept-test-[0-9a-f]{16}$/);
});

test("the folder of what is kept can be set, follows the system's wish, and is in the home else", () => {
	assert.equal(keepFolder({ QBO_SYNC_CACHE: join(base, 'own'), XDG_CACHE_HOME: base }), join(base, 'own'));
	assert.equal(keepFolder({ XDG_CACHE_HOME: base }), join(base, 'qbo-inventory-sync'));
});

test('a lock holds others off, and that of a process that is gone does not', async () => {
	const lock = join(base, 'lock');
	const order: string[] = [];
	const first = alone(lock, async () => {
		order.push('first begins');
		// Longer than a waiting process sleeps, so that it asks while the lock is held.
		await wait(700);
		order.push('first ends');
	});
	const second = alone(lock, async () => void order.push('second'), { onWait: () => order.push('second waits') });
	await Promise.all([first, second]);
	assert.deepEqual(order, ['first begins', 'second waits', 'first ends', 'second']);
	writeFileSync(lock, '999999999');
	assert.equal(await alone(lock, async () => 'in'), 'in');
	assert.equal(existsSync(lock), false);
});
