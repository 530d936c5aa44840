import { NO_RULES, type SkuRules } from '../model/sellableRules';
import { skuKey } from '../model/sku';
import { catchUnreadable } from '../reading/catchUnreadable';
import { UnreadableError } from '../reading/readUnknown';
import { ANY_CHANNEL, heldRow, mendFirst, placeOf, readRuleRow, type NamedChannel, type RuleRow } from './ruleRow';

/** The rules of single SKUs on a channel, by the key of the SKU. */
export type RulesOfChannel = (channel: string) => ReadonlyMap<string, SkuRules>;

/** Rows that come from another node, and what is wrong with them, for people. */
interface IncomingRules {
	readonly rows: readonly RuleRow[];
	readonly troubles: readonly string[];
}

/** Reads the rows of another node. What cannot be used of a row holds its SKU, and stops no other. A row without any field is none. */
export function readIncomingRules(
	raws: readonly unknown[],
	channels: readonly NamedChannel[],
	ignoreCase: boolean,
): IncomingRules {
	const read = raws.flatMap((raw, place) => (isBlank(raw) ? [] : [readOrHeld(raw, `row ${place + 1}`, channels)]));
	const agreed = withoutContradictions(
		read.flatMap(({ row }) => row ?? []),
		ignoreCase,
	);
	return { rows: agreed.rows, troubles: [...read.flatMap(({ trouble }) => trouble ?? []), ...agreed.troubles] };
}

/** A row of the channel goes before one for any, and a row of the form before one that came in. */
export function rulesOfRows(
	{ form, incoming }: { readonly form: readonly RuleRow[]; readonly incoming: readonly RuleRow[] },
	ignoreCase: boolean,
): RulesOfChannel {
	const bySku = (rows: readonly RuleRow[], ofChannel: string) =>
		rows
			.filter(({ channel }) => channel === ofChannel)
			.map(({ sku, rules }) => [skuKey(sku, ignoreCase), rules] as const);
	return (channel) =>
		new Map([ANY_CHANNEL, channel].flatMap((ofChannel) => [...bySku(incoming, ofChannel), ...bySku(form, ofChannel)]));
}

/** As n8n hands on an empty table, where it is told to hand on something always. */
function isBlank(raw: unknown): boolean {
	return typeof raw === 'object' && raw !== null && Object.keys(raw).length === 0;
}

interface ReadRow {
	readonly row: RuleRow | null;
	readonly trouble: string | null;
}

function readOrHeld(raw: unknown, name: string, channels: readonly NamedChannel[]): ReadRow {
	const row = catchUnreadable(() => readRuleRow(raw, name, channels));
	if (!(row instanceof UnreadableError)) return { row, trouble: null };
	const held = heldRow(raw, name, channels, row.message);
	return { row: held, trouble: held?.rules.hold?.reason ?? row.message };
}

/** Rows that say the same are one: a node that runs once for each item gives each row as often. */
function withoutContradictions(rows: readonly RuleRow[], ignoreCase: boolean): IncomingRules {
	const groups = new Map<string, RuleRow[]>();
	for (const row of rows) {
		const key = JSON.stringify([row.channel, skuKey(row.sku, ignoreCase)]);
		const same = groups.get(key);
		if (same === undefined) groups.set(key, [row]);
		else if (!same.some(({ rules }) => JSON.stringify(rules) === JSON.stringify(row.rules))) same.push(row);
	}
	const troubles: string[] = [];
	const agreed = [...groups.values()].flatMap((group) => {
		const [first, second] = group;
		if (first === undefined || second === undefined) return group;
		if (group.some(isToBeMended))
			return group
				.filter(({ rules }) => rules.hold !== undefined)
				.sort(byStrictness)
				.slice(0, 1);
		const held = heldByContradiction(first, second);
		troubles.push(held.reason);
		return [{ ...first, rules: { ...NO_RULES, hold: held } }];
	});
	return { rows: agreed, troubles };
}

/** True for a row that holds its SKU since it cannot be used, and is told of already. */
function isToBeMended({ rules: { hold } }: RuleRow): boolean {
	return hold?.isChosen === false;
}

/** What leaves a level alone before what lets it go down. */
function byStrictness(one: RuleRow, other: RuleRow): number {
	return Number(one.rules.hold?.lowers) - Number(other.rules.hold?.lowers);
}

function heldByContradiction(first: RuleRow, second: RuleRow) {
	const where = first.channel === ANY_CHANNEL ? '' : ` on ${first.channel}`;
	const reason = `${placeOf(first.name)} and ${second.name} say different things of ${first.sku}${where}: remove one of the two`;
	const lowers = [first, second].every(({ rules }) => rules.hold?.lowers !== false);
	return mendFirst(reason, lowers);
}
