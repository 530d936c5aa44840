import { NAMES, number, type Measured } from './scenarios.mts';
import { SERVICES } from './services.mts';

const BAR = 14;
const GAP = 26;
const LABEL = 300;
const WIDTH = 900;

/** Calls of each job at each service as bars, with a mark at the least; by tenfold steps, since they go from one to thousands. */
export function graphOf(rows: readonly Measured[]): string {
	const bars = rows.flatMap((row) =>
		SERVICES.map((service) => ({
			label: `${row.job}: ${NAMES[service]}`,
			calls: row.calls[service],
			least: row.least[service],
		})),
	);
	const most = Math.max(...bars.map(({ calls, least }) => Math.max(calls, least)), 10);
	const place = (count: number): number =>
		Math.round((Math.log10(count + 1) / Math.log10(most + 1)) * (WIDTH - LABEL - 80));
	const height = bars.length * GAP + 40;
	const drawn = bars.map(({ label, calls, least }, index) => {
		const y = 30 + index * GAP;
		const mark = LABEL + place(least);
		const colour = calls <= Math.max(least, Math.floor(least * 1.05)) ? '#3a8f5b' : '#c46a2b';
		return [
			`<text x="${LABEL - 8}" y="${y + 11}" text-anchor="end">${label}</text>`,
			`<rect x="${LABEL}" y="${y}" width="${place(calls)}" height="${BAR}" fill="${colour}"/>`,
			`<path d="M${mark} ${y - 4}V${y + BAR + 4}" stroke="#222" stroke-width="2"/>`,
			`<text x="${LABEL + place(Math.max(calls, least)) + 8}" y="${y + 11}">${number(calls)} (${number(least)})</text>`,
		].join('');
	});
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="11" fill="#222">`,
		`<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
		`<text x="${LABEL}" y="18">calls (the least of them, the black line), by tenfold steps</text>`,
		...drawn,
		'</svg>',
		'',
	].join('\n');
}
