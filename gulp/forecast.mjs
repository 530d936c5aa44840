import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import budget from '../dist/core/budget/budget.js';
import { rootFolder } from './loadPackage.mjs';

const BEGIN = '<!-- forecast: written by `npm run build && npm run forecast` -->\n';
const END = '<!-- end of forecast -->';
const ITEMS = 5000;
const EVERY = [1, 2, 5, 6, 10, 15, 30, 60];

/** The README with the forecast as the built package reckons it. */
export function withForecast(readme) {
	const [before, rest] = cut(readme, BEGIN);
	const [, after] = cut(rest, END);
	return `${before}${BEGIN}${forecastTable()}${END}${after}`;
}

function cut(text, mark) {
	const at = text.indexOf(mark);
	if (at === -1) throw new Error(`The README has lost its mark ${mark}`);
	return [text.slice(0, at), text.slice(at + mark.length)];
}

function forecastTable() {
	const { FREE_READS_A_MONTH, REVISIONS_A_DAY, stockForecast } = budget;
	const rows = EVERY.map((minutes) => {
		const item =
			minutes === 60 ? { mode: 'everyHour', minute: 0 } : { mode: 'everyX', unit: 'minutes', value: minutes };
		const { pollsPerMonth, readsPerMonth, changesPerDay } = stockForecast({
			pollTimes: { item: [item] },
			fullReadHours: 24,
			items: ITEMS,
		});
		const share = `${((100 * readsPerMonth) / FREE_READS_A_MONTH).toFixed(1)} %`;
		const atEbay = changesPerDay > REVISIONS_A_DAY ? `${count(changesPerDay)}, too many` : count(changesPerDay);
		return [named(minutes), count(pollsPerMonth), count(readsPerMonth), share, atEbay];
	});
	const head = ['poll', 'polls', 'reads in QuickBooks', 'of 500,000', 'changes of one eBay listing a day, at most'];
	return [head, ['---', '---:', '---:', '---:', '---:'], ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function named(minutes) {
	if (minutes === 1) return 'every minute';
	return minutes === 60 ? 'every hour' : `every ${minutes} minutes`;
}

function count(number) {
	return number.toLocaleString('en');
}

if (argv[1] === import.meta.filename) {
	const file = join(rootFolder, 'README.md');
	writeFileSync(file, withForecast(readFileSync(file, 'utf8')));
	stdout.write(forecastTable());
}
