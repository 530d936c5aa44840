import { actsOf, argumentsFor } from './acts.mts';
import { checkBooks, type CheckOptions } from './checkBooks.mts';
import type { Finding } from './judge/findings.mts';
import type { OrderHistory } from './orderHistory.mts';

/** So many orders with findings are tried; the others mostly have the same cause. */
const MOST = 3;

/** The command that repeats a check. */
export function commandOf({ seed, orders, channels, picked, acts }: CheckOptions): string {
	return [
		`npm run check:books -- --orders ${orders} --seed ${seed}`,
		...(channels.length === 3 ? [] : channels.map((channel) => `--only ${channel}`)),
		...(picked === null || picked === undefined ? [] : [`--pick ${picked.join(',')}`]),
		...argumentsFor(acts ?? actsOf({})),
	].join(' ');
}

/** Tries each of the first orders with findings alone, then its channel alone; which acts it needs is tried by leaving them out. */
export async function shortestCommands(options: CheckOptions, findings: readonly Finding[]): Promise<string[]> {
	const wrong = [...new Set(findings.flatMap(({ history }) => history ?? []))].slice(0, MOST);
	const lines: string[] = [];
	for (const history of wrong) {
		const shortest = await shortestFor(options, history);
		lines.push(`${history.channel} sale ${history.place}: ${commandOf(shortest)}`);
	}
	return lines;
}

async function shortestFor(options: CheckOptions, history: OrderHistory): Promise<CheckOptions> {
	const { channel, place } = history;
	const channelOnly = { ...options, channels: [channel] };
	const tries: CheckOptions[] = [{ ...channelOnly, picked: [place] }, channelOnly];
	for (const attempt of tries) if (await isStillWrong(attempt, history)) return await withFewestActs(attempt, history);
	return options;
}

/** Leaves out each kind of act that the finding does not need. */
async function withFewestActs(options: CheckOptions, history: OrderHistory): Promise<CheckOptions> {
	let fewest = options;
	for (const act of options.acts ?? []) {
		const attempt = { ...fewest, acts: new Set([...(fewest.acts ?? [])].filter((one) => one !== act)) };
		if (await isStillWrong(attempt, history)) fewest = attempt;
	}
	return fewest;
}

async function isStillWrong(options: CheckOptions, { channel, place }: OrderHistory): Promise<boolean> {
	const { verdict } = await checkBooks(options);
	return verdict.findings.some(({ history }) => history?.channel === channel && history.place === place);
}
