import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACTS, actsOf, argumentsFor } from './acts.mts';

test('kinds of acts are left out and asked for by name, and a name counts more than all', () => {
	assert.deepEqual([...actsOf({ without: ['all'] })], []);
	assert.deepEqual([...actsOf({ without: ['all'], with: ['merges'] })], ['merges']);
	assert.deepEqual([...actsOf({ with: ['all'] })], [...ACTS]);
	assert.ok(!actsOf({ with: ['all'], without: ['merges'] }).has('merges'));
	assert.throws(() => actsOf({ without: ['mergers'] }), /"mergers" is no kind of act; there are .*merges/);
});

test('the arguments for some acts ask for exactly those', () => {
	for (const acts of [
		actsOf({}),
		actsOf({ with: ['all'] }),
		actsOf({ without: ['all'] }),
		actsOf({ without: ['choices'] }),
		actsOf({ without: ['all'], with: ['memos'] }),
	]) {
		const [more, less] = ['--with', '--without'].map((option) =>
			argumentsFor(acts).flatMap((argument) =>
				argument.startsWith(`${option} `) ? argument.slice(option.length + 1).split(',') : [],
			),
		);
		assert.deepEqual(actsOf({ with: more ?? [], without: less ?? [] }), acts);
	}
});
