import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withForecast } from '../../gulp/forecast.mjs';
import { rootFolder } from '../../gulp/loadPackage.mjs';

test('the forecast in the README is what the package reckons', () => {
	const readme = readFileSync(join(rootFolder, 'README.md'), 'utf8');
	assert.equal(readme, withForecast(readme));
	assert.match(readme, /\| every 10 minutes \| 4,320 \| 4,470 \| 0\.9 % \| 144 \|/);
});
