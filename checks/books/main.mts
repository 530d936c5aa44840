import { parseArgs } from 'node:util';
import { buildPackage } from '../../sandbox/launcher/builtPackage.mts';
import { actsOf } from './acts.mts';
import { checkBooks } from './checkBooks.mts';
import { reportLines, summaryOf } from './report.mts';
import { shortestCommands } from './shortest.mts';
import { CHANNELS } from './protocol.mts';

/** `npm run check:books -- --orders 100 --seed 7`: what is wrong, order by order, and the figures as the last line. */
const { values } = parseArgs({
	options: {
		orders: { type: 'string', default: '100' },
		seed: { type: 'string', default: '1' },
		only: { type: 'string', multiple: true },
		pick: { type: 'string' },
		with: { type: 'string', default: '' },
		without: { type: 'string', default: '' },
		shorten: { type: 'boolean', default: false },
	},
});
const [seed = 1, orders = 100] = [values.seed, values.orders].map(Number);
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(orders) || orders < 1)
	throw new Error('--orders and --seed are whole numbers');
const unknown = values.only?.find((name) => !CHANNELS.some((channel) => channel === name));
if (unknown !== undefined) throw new Error(`--only ${unknown}: the channels are ${CHANNELS.join(', ')}`);
const [more, less] = [values.with, values.without].map((names) => names.split(',').filter((name) => name !== ''));
const options = {
	seed,
	orders,
	channels: CHANNELS.filter((channel) => values.only?.includes(channel) ?? true),
	picked: values.pick?.split(',').map(Number) ?? null,
	acts: actsOf({ with: more ?? [], without: less ?? [] }),
};
await buildPackage();
const { environment, histories, verdict } = await checkBooks(options);
for (const line of reportLines(options, environment, verdict)) console.log(line);
if (values.shorten) for (const line of await shortestCommands(options, verdict.findings)) console.log(line);
console.log(JSON.stringify(summaryOf(seed, histories, verdict)));
process.exitCode = verdict.findings.length === 0 ? 0 : 1;
