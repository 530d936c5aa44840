import { parseArgs } from 'node:util';
import { buildPackage } from '../../sandbox/launcher/builtPackage.mts';
import { checkBooks } from './checkBooks.mts';
import { reportLines, summaryOf } from './report.mts';
import { CHANNELS } from './protocol.mts';

/** `npm run check:books -- --orders 100 --seed 7`: what is wrong, order by order, and the figures as the last line. */
const { values } = parseArgs({
	options: {
		orders: { type: 'string', default: '100' },
		seed: { type: 'string', default: '1' },
		only: { type: 'string', multiple: true },
	},
});
const [seed, orders] = [values.seed, values.orders].map(Number);
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(orders) || (orders ?? 0) < 1)
	throw new Error('--orders and --seed are whole numbers');
const channels = CHANNELS.filter((channel) => values.only?.includes(channel) ?? true);
await buildPackage();
const { environment, histories, verdict } = await checkBooks({ seed: seed ?? 1, orders: orders ?? 100, channels });
for (const line of reportLines(seed ?? 1, environment, verdict)) console.log(line);
console.log(JSON.stringify(summaryOf(seed ?? 1, histories, verdict)));
process.exitCode = verdict.findings.length === 0 ? 0 : 1;
