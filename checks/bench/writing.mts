import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../sandbox/launcher/bootstrap/folders.mjs';
import { graphOf } from './graph.mts';
import { markdownLines } from './report.mts';
import type { Measured } from './scenarios.mts';

const PAGE = join(root, 'docs/benchmarks.md');
const GRAPHS = join(root, 'docs/benchmarks');
const [BEGIN, END] = ['<!-- calls: begin, written by npm run bench -- --write -->', '<!-- calls: end -->'];

/** Writes the tables into docs/benchmarks.md, between its two marks, and the graphs beside it. Throws where the marks are gone. */
export function writeReport(rows: readonly Measured[], command: string): void {
	const page = readFileSync(PAGE, 'utf8');
	const [before, rest] = page.split(BEGIN);
	const [, after] = rest?.split(END) ?? [];
	if (before === undefined || after === undefined)
		throw new Error(`docs/benchmarks.md has no place for the calls: ${BEGIN}`);
	const [levels, others] = [rows.filter(isOfLevels), rows.filter((row) => !isOfLevels(row))];
	mkdirSync(GRAPHS, { recursive: true });
	writeFileSync(join(GRAPHS, 'levels.svg'), graphOf(levels));
	writeFileSync(join(GRAPHS, 'orders.svg'), graphOf(others));
	const section = [
		BEGIN,
		`\`${command}\` of ${new Date().toISOString().slice(0, 10)}:`,
		'',
		...markdownLines(levels),
		'',
		'![Calls for changed levels](benchmarks/levels.svg)',
		'',
		...markdownLines(others),
		'',
		'![Calls for a quiet minute and for sales](benchmarks/orders.svg)',
		'',
		END,
	];
	writeFileSync(PAGE, `${before}${section.join('\n')}${after}`);
}

function isOfLevels({ job }: Measured): boolean {
	return / of .*(lowered|raised)/.test(job);
}
