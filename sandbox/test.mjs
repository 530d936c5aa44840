#!/usr/bin/env node
// `npm test`. Runs on any Node >= 20 with nothing installed: Node's own modules only, here, in runner and in launcher/bootstrap.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dotFolder } from './launcher/bootstrap/folders.mjs';
import { installWhatIsMissing } from './launcher/bootstrap/installs.mjs';
import { checkMachine } from './launcher/bootstrap/nodeVersion.mjs';
import { endWith, Problem } from './launcher/bootstrap/problem.mjs';
import { runStages } from './runner/lanes.mjs';
import { openLaneTelling } from './runner/laneTelling.mjs';
import { startStep } from './runner/stepRun.mjs';
import { stepTable, totalOf } from './runner/stepTable.mjs';
import { clearReports, isCalled, stagesOf, steps } from './runner/testSteps.mjs';

try {
	checkMachine();
	const begun = Date.now();
	const chosen = chooseStages(process.argv.slice(2));
	await installWhatIsMissing({ n8n: chosen.flat(2).some(({ needsN8n }) => needsN8n === true) });
	clearReports();
	const results = await runChosen(chosen);
	console.log(
		`\n${stepTable(results, { names: steps.map(({ name }) => name), seconds: (Date.now() - begun) / 1000 })}`,
	);
	const allGood = results.length === chosen.flat(2).length && results.every(({ isGood }) => isGood);
	// A run that was stopped from outside does not close with "0 failed".
	const failed = allGood ? 0 : Math.max(1, totalOf(results, 'failed'));
	const closing = `${totalOf(results, 'passed')} passed, ${failed} failed`;
	writeFileSync(join(dotFolder, 'test/summary.txt'), `${closing}\n`);
	console.log(`\n${closing}`);
	process.exit(allGood ? 0 : 1);
} catch (error) {
	endWith(error);
}

function chooseStages(args) {
	const { values } = parseArgs({ args, options: { only: { type: 'string' } } });
	const names = values.only?.split(',') ?? steps.map(({ name }) => name);
	const unknown = names.find((name) => !steps.some((step) => isCalled(step, name)));
	if (unknown !== undefined)
		throw new Problem(
			`There is no step "${unknown}". Known are ${steps.map(({ name }) => name).join(', ')}, and e2e for both of its own.`,
		);
	return stagesOf(names);
}

/** Ctrl-C, and whoever asks this process to end, ends what runs. */
async function runChosen(chosen) {
	const stopping = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopping.abort());
	return await runStages(
		chosen,
		(lanes) => {
			const telling = openLaneTelling({ isAlone: lanes.length === 1 });
			return (step) => startStep(step, telling);
		},
		stopping.signal,
	);
}
