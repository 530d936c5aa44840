import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dotFolder } from '../../sandbox/launcher/bootstrap/folders.mjs';
import { endWith, Problem } from '../../sandbox/launcher/bootstrap/problem.mjs';
import { beginLifetime } from '../../sandbox/launcher/lifetime.mts';
import { openSandbox } from '../../sandbox/launcher/localSandbox.mts';
import { portBaseOf } from '../../sandbox/launcher/portPlan.mts';
import { randomFrom } from '../books/random.mts';
import { checkFaults } from './checkFaults.mts';
import { isGood, reportLines, summaryOf } from './report.mts';
import type { CheckOptions } from './environment.mts';
import { drawSkippedHour } from './skippedHour.mts';
import { INJECTED_KINDS, type InjectedKind } from './faultKinds.mts';

/** Whatever happens, the check ends by itself after its sales and so much more, milliseconds. */
const DEADLINE = 45 * 60_000;

type GivenOptions = Omit<CheckOptions, 'skippedHour'>;

/** `npm run check:faults -- --orders 200 --kills 5 --seed 7`: what is wrong, and the figures as the last line. */
function readArguments(): { readonly options: GivenOptions; readonly portBase: number } {
	const { values } = parseArgs({
		options: {
			orders: { type: 'string', default: '100' },
			kills: { type: 'string', default: '3' },
			seed: { type: 'string', default: '1' },
			without: { type: 'string', default: '' },
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
	const without = readKinds(values.without);
	return { options: { orders, kills, seed, without, faults: !values.calm, race: !values['skip-race'] }, portBase };
}

function readKinds(list: string): InjectedKind[] {
	const names = list.split(',').filter((name) => name !== '');
	const unknown = names.find((name) => !INJECTED_KINDS.some((kind) => kind === name));
	if (unknown !== undefined)
		throw new Problem(`--without does not know "${unknown}". It takes a list of ${INJECTED_KINDS.join(', ')}.`);
	return INJECTED_KINDS.filter((kind) => names.includes(kind));
}

function isDrawn({ faults, without }: GivenOptions): boolean {
	return faults && !without.includes('skippedHour');
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
	const skippedHour = isDrawn(options) ? drawSkippedHour(randomFrom(`calendar ${options.seed}`), Date.now()) : null;
	const sandbox = await openSandbox(
		{ dataFolder: join(dotFolder, 'faults'), portBase, fresh: true, clockAhead: skippedHour?.clockAhead ?? 0 },
		lifetime,
	);
	const result = await checkFaults(sandbox, { ...options, skippedHour });
	await lifetime.end();
	for (const line of reportLines(result)) console.log(line);
	const summary = summaryOf(result);
	console.log(JSON.stringify(summary));
	process.exit(isGood(summary) ? 0 : 1);
} catch (error) {
	await lifetime.end();
	endWith(error);
}
