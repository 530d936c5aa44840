import type { ChannelDefinition } from '../channels/channelAdapter';
import { NO_RULES, isEmptyField, readSellableRules, type RuleHold, type SkuRules } from '../model/sellableRules';
import { toSku, type Sku } from '../model/sku';
import { readableOr } from '../reading/catchUnreadable';
import {
	fieldsOrNone,
	readFields,
	readNonEmptyText,
	readOptionalText,
	readTyped,
	UnreadableError,
	type Fields,
} from '../reading/readUnknown';

/** A row of Rules by SKU, in the form or from another node. */
export interface RuleRow {
	/** As people call it: "row 3". */
	readonly name: string;
	readonly sku: Sku;
	/** The channel's id, or any. */
	readonly channel: string;
	readonly rules: SkuRules;
}

export const ANY_CHANNEL = 'any';

export type NamedChannel = Pick<ChannelDefinition, 'id' | 'displayName'>;

/** The columns of a row that say what holds for its SKU. */
const RULES = ['buffer', 'percentage', 'minimum', 'maximum', 'exclude'] as const;

const EXCLUDED: RuleHold = {
	reason: 'Excluded under Rules by SKU: the channel keeps its own number',
	isChosen: true,
	lowers: false,
};

/** True for what is said of a SKU that somebody excluded, alone or as a part of a shared stock. */
export function isOfExcluded(reason: string | null): boolean {
	return reason?.endsWith(EXCLUDED.reason) === true;
}

/**
 * Reads a row. Columns are known by their names in any case; others are left alone. An empty channel is any, an empty rule is none. Throws
 * UnreadableError, which names the row and the field, for values that are wrong or contradict each other, and where no column holds a rule.
 */
export function readRuleRow(raw: unknown, name: string, channels: readonly NamedChannel[]): RuleRow {
	const place = placeOf(name);
	const fields = inLowerCase(readFields(raw, place));
	const sku = toSku(readOptionalText(fields.sku, `${place}: SKU`));
	if (sku === null) throw new UnreadableError(`${place}: SKU`, 'text that is not empty');
	const at = (field: string) => `${place} (${sku}): ${field}`;
	const channel = readChannel(fields.channel, at('Channel'), channels);
	if (!RULES.some((rule) => rule in fields))
		throw new UnreadableError(`${place} (${sku})`, `a row with at least one of the columns ${RULES.join(', ')}`);
	const isExcluded = readExclude(fields.exclude, at('Exclude'));
	const rules = isExcluded ? { ...NO_RULES, hold: EXCLUDED } : readSellableRules(fields, at);
	return { name, sku, channel, rules };
}

/**
 * What stands for a row that cannot be read: its SKU goes down and not up, or is left alone where the row may exclude it. Null where not even the SKU
 * can be read.
 */
export function heldRow(raw: unknown, name: string, channels: readonly NamedChannel[], reason: string): RuleRow | null {
	const fields = inLowerCase(fieldsOrNone(raw));
	const sku = readableOr(() => toSku(readOptionalText(fields.sku, 'SKU')), null);
	if (sku === null) return null;
	const channel = readableOr(() => readChannel(fields.channel, 'Channel', channels), ANY_CHANNEL);
	const lowers = !readableOr(() => readExclude(fields.exclude, 'Exclude'), true);
	return { name, sku, channel, rules: { ...NO_RULES, hold: mendFirst(reason, lowers) } };
}

/** The hold of a SKU whose rules a person has to mend. */
export function mendFirst(reason: string, lowers: boolean): RuleHold {
	const meanwhile = lowers ? 'its level goes down and not up' : 'its level is left alone';
	return { reason: `${reason}. Until that is mended, ${meanwhile}`, isChosen: false, lowers };
}

/** The place of a row, as people call it. */
export function placeOf(name: string): string {
	return `Rules by SKU, ${name}`;
}

function inLowerCase(fields: Fields): Fields {
	return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.trim().toLowerCase(), value]));
}

function readChannel(value: unknown, path: string, channels: readonly NamedChannel[]): string {
	if (isEmptyField(value)) return ANY_CHANNEL;
	const text = readNonEmptyText(value, path).toLowerCase();
	if (text === ANY_CHANNEL) return text;
	const found = channels.find(({ id, displayName }) => text === id || text === displayName.toLowerCase());
	if (found === undefined)
		throw new UnreadableError(path, `${[ANY_CHANNEL, ...channels.map(({ id }) => id)].join(', ')}, or empty for any`);
	return found.id;
}

/** Tables say yes and no in more ways than a form: 1 and 0, or text. */
function readExclude(value: unknown, path: string): boolean {
	const text = readTyped(value, path).toLowerCase();
	if (text === 'true' || text === '1') return true;
	if (text === 'false' || text === '0' || text === '') return false;
	throw new UnreadableError(path, 'true or false');
}
