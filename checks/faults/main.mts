import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dotFolder } from '../../sandbox/launcher/bootstrap/folders.mjs';
import { endWith, Problem } from '../../sandbox/launcher/bootstrap/problem.mjs';
import { beginLifetime } from '../../sandbox/launcher/lifetime.mts';
import { openSandbox } from '../../sandbox/launcher/localSandbox.mts';
import { portBaseOf } from '../../sandbox/launcher/portPlan.mts';
import { checkFaults } from './checkFaults.mts';
import { isGood, reportLines, summaryOf } from './report.mts';
import type { CheckOptions } from './environment.mts';

/** Whatever happens, the check ends by itself after its sales and so much more, milliseconds. */
const DEADLINE = 45 * 60_000;

/** `npm run check:faults -- --orders 200 --kills 5 --seed 7`: what is wrong, and the figures as the last line. */
function readArguments(): { readonly options: CheckOptions; readonly portBase: number } {
	const { values } = parseArgs({
		options: {
			orders: { type: 'string', default: '100' },
			kills: { type: 'string', default: '3' },
			seed: { type: 'string', default: '1' },
			calm: { type: 'boolean', default: false },
			'skip-race': { type: 'boolean', default: false },
			'port-base': { type: 'string', default: String(portBaseOf('faults', process.env)) },
		},
	});
	const [orders = 0, kills = 0, seed = 0, portBase = 0] = [
		values.orders,
		values.kills,
		values.seed,
		values['port-base'],
	].map(Number);
	if (![orders, kills, seed, portBase].every(Number.isSafeInteger) || orders < 1 || kills < 0)
		throw new Problem('--orders, --kills, --seed and --port-base are whole numbers, and --orders is at least 1.');
	return { options: { orders, kills, seed, faults: !values.calm, race: !values['skip-race'] }, portBase };
}

const lifetime = beginLifetime();
try {
	const { options, portBase } = readArguments();
	setTimeout(
		() => {
			console.error('The check did not come to its end in time.');
			void lifetime.end().then(() => process.exit(1));
		},
		DEADLINE + options.orders * 5_000,
	).unref();
	const sandbox = await openSandbox({ dataFolder: join(dotFolder, 'faults'), portBase, fresh: true }, lifetime);
	const result = await checkFaults(sandbox, options);
	await lifetime.end();
	for (const line of reportLines(result)) console.log(line);
	const summary = summaryOf(result);
	console.log(JSON.stringify(summary));
	process.exit(isGood(summary) ? 0 : 1);
} catch (error) {
	await lifetime.end();
	endWith(error);
}
