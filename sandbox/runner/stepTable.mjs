/**
 * The closing table: each step that ran with its seconds and its counts, in the order of `steps`, and the time of all.
 * @param {readonly { step: { name: string }, seconds: number, passed: number, failed: number, skipped: number, isGood: boolean, isCutOff: boolean }[]} results
 * @param {{ readonly names: readonly string[], readonly seconds: number }} whole
 */
export function stepTable(results, { names, seconds }) {
	const rows = names.flatMap((name) => results.filter(({ step }) => step.name === name).map(rowOf));
	const ran = results.reduce((sum, result) => sum + result.seconds, 0);
	const figures = ['passed', 'failed', 'skipped'].map((kind) => String(totalOf(results, kind)));
	const last = ['all', String(Math.round(seconds)), ...figures, `one after the other ${Math.round(ran)}`];
	return aligned([['step', 'seconds', 'passed', 'failed', 'skipped', ''], ...rows, last]);
}

function rowOf({ step, seconds, passed, failed, skipped, isGood, isCutOff }) {
	const time = String(Math.round(seconds));
	if (isCutOff) return [step.name, time, '-', '-', '-', 'ended early'];
	return [step.name, time, String(passed), String(failed), String(skipped), isGood ? '' : 'FAILED'];
}

/** What was cut off counts for nothing. */
export function totalOf(results, kind) {
	return results.filter(({ isCutOff }) => !isCutOff).reduce((sum, result) => sum + result[kind], 0);
}

function aligned(rows) {
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	const cell = (text, column) =>
		column === 0 || column === 5 ? text.padEnd(widths[column]) : text.padStart(widths[column]);
	return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n');
}
