import { parseArgs } from 'node:util';
import { buildPackage } from '../../sandbox/launcher/builtPackage.mts';
import { measureJobs } from './jobs.mts';
import { jsonLine, tableLines } from './report.mts';
import { writeReport } from './writing.mts';

/** `npm run bench`: the calls of each job beside the least that the vendors' limits allow, and the figures as the last line. */
const { values } = parseArgs({
	options: {
		large: { type: 'boolean', default: false },
		kinds: { type: 'boolean', default: false },
		write: { type: 'boolean', default: false },
	},
});
await buildPackage();
const rows = await measureJobs({ large: values.large, tell: (job) => console.log(`  ${job} ...`) });
for (const line of tableLines(rows)) console.log(line);
if (values.kinds) for (const { job, kinds } of rows) console.log(`\n${job}\n${JSON.stringify(kinds, null, 2)}`);
if (values.write) writeReport(rows, `npm run bench -- ${values.large ? '--large ' : ''}--write`);
console.log(jsonLine(rows));
