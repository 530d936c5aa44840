import { NAMES, number, type Measured } from './scenarios.mts';
import { SERVICES, type Calls } from './services.mts';

type Cell = (row: Measured, service: keyof Calls) => string;

/** "43 (21)": calls, and the least of them. */
const callsAndLeast: Cell = ({ calls, least }, service) => `${number(calls[service])} (${number(least[service])})`;

function cellsOf(rows: readonly Measured[]): readonly (readonly string[])[] {
	const head = ['job', ...SERVICES.map((service) => NAMES[service]), 'saved state'];
	const body = rows.map((row) => [
		row.job,
		...SERVICES.map((service) => callsAndLeast(row, service)),
		number(row.state),
	]);
	return [head, ...body];
}

/** A table for a terminal. */
export function tableLines(rows: readonly Measured[]): readonly string[] {
	const cells = cellsOf(rows);
	const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
	return cells.map((row) =>
		row
			.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
			.join('  '),
	);
}

/** The same in Markdown. */
export function markdownLines(rows: readonly Measured[]): readonly string[] {
	const [head = [], ...body] = cellsOf(rows).map((row) => `| ${row.join(' | ')} |`);
	return [String(head), `|${'---|'.repeat(SERVICES.length + 2)}`, ...body];
}

/** All figures in one line of JSON. */
export function jsonLine(rows: readonly Measured[]): string {
	return JSON.stringify({ jobs: rows.map(({ job, calls, least, state }) => ({ job, calls, least, state })) });
}
