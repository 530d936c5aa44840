import { channels } from '../channels/channelRegistry';
import { dayIn, momentOrNull } from '../model/moment';
import { documentWord } from '../posting/plan/postingRow';
import { knownLinks } from '../reading/knownLinks';
import { fieldsOrNone, textOr, type Fields } from '../reading/readUnknown';
import { counted } from './age';
import { htmlTable, paragraph, type TableColumn, type TableRow } from './htmlTable';
import { moreInTheRun, sectionInShort } from './reportText';

/** One message about all that a run has for people. */
interface AttentionMessage {
	readonly subject: string;
	/** The sentence of each row, and below it where to see it. */
	readonly text: string;
	/** A table. HTML in names is shown as it is written. */
	readonly html: string;
}

/** Nobody reads more of them in a message; the run in n8n has all. */
const MOST_ROWS = 200;

/** Characters of a subject that a mail shows. */
const MOST_OF_SUBJECT = 150;

const COLUMNS: readonly TableColumn[] = [
	['What', 'what', 'url'],
	['What is wrong, and what to do', 'reason'],
	['In QuickBooks', 'inBooks', 'documentUrl'],
	['Since', 'since'],
];

/**
 * The rows of a run that need attention, in one message; null where there are none. A row is read as leniently as may be: what a node before says must
 * reach people. `zone` is the workflow's time zone (IANA), in which days are named.
 */
export function attentionMessage(rows: readonly Fields[], zone: string): AttentionMessage | null {
	const [first] = rows;
	if (first === undefined) return null;
	const shown = rows.slice(0, MOST_ROWS);
	const rest = rows.length - shown.length;
	const more = rest === 0 ? [] : [moreInTheRun(rest)];
	return {
		subject: shortened(rows.length === 1 ? sentenceOf(first) : `Stock sync: ${inShort(rows)}`),
		text: [...shown.map(linesOf), ...more.map((line) => `- ${line}`)].join('\n\n'),
		html: [
			...(rows.length === 1 ? [] : [paragraph(`${inShort(rows)}.`)]),
			htmlTable(
				COLUMNS,
				shown.map((row) => tableRow(row, zone)),
			),
			...more.map(paragraph),
		].join('\n'),
	};
}

function inShort(rows: readonly Fields[]): string {
	const orders = rows.filter(isAboutOrder).length;
	const oversold = rows.filter(({ outcome }) => outcome === 'oversold').length;
	const others = rows.length - orders - oversold;
	const parts = [
		...(orders === 0 ? [] : [sectionInShort('order', orders)]),
		...(oversold === 0 ? [] : [sectionInShort('oversold', oversold)]),
		...(others === 0 ? [] : [`${counted(others, orders + oversold === 0 ? 'thing' : 'more thing')} to look at`]),
	];
	return parts.join(', ');
}

function isAboutOrder(row: Fields): boolean {
	return textOr(row.orderNumber, null) !== null || textOr(row.orderId, null) !== null;
}

function sentenceOf({ summary, reason }: Fields): string {
	return textOr(summary, textOr(reason, 'Something needs attention'));
}

function shortened(text: string): string {
	const letters = [...text.replace(/\s+/g, ' ')];
	return letters.length <= MOST_OF_SUBJECT ? letters.join('') : `${letters.slice(0, MOST_OF_SUBJECT - 1).join('')}…`;
}

/** Where people see what a row is about. */
function linksOf({ orderUrl, documentUrl, productUrl, itemUrl, executionUrl }: Fields) {
	return knownLinks({ orderUrl, documentUrl, productUrl, itemUrl, executionUrl });
}

function linesOf(row: Fields): string {
	return [`- ${sentenceOf(row)}`, ...Object.values(linksOf(row))].join('\n  ');
}

function tableRow(row: Fields, zone: string): TableRow {
	const since = momentOrNull(row.waitingSince);
	const { documentUrl, ...links } = linksOf(row);
	return {
		what: whatOf(row),
		url: Object.values(links)[0],
		reason: textOr(row.reason, sentenceOf(row)),
		...(isAboutOrder(row) ? { inBooks: documentOf(row) ?? 'no' } : {}),
		documentUrl,
		since: since === null ? undefined : dayIn(since, zone),
	};
}

/** "Order 33 of WooCommerce, Ana Ruiz, 42.45 USD", "MUG on eBay", "eBay" */
function whatOf(row: Fields): string {
	const channel = row.channel ?? fieldsOrNone(row.order).channel;
	const { displayName } = channels.find(({ id }) => id === channel) ?? { displayName: textOr(channel, null) };
	const number = textOr(row.orderNumber, null);
	if (number !== null)
		return [`Order ${number}${displayName === null ? '' : ` of ${displayName}`}`, row.buyer, row.total]
			.flatMap((part) => textOr(part, null) ?? [])
			.join(', ');
	const orderId = textOr(row.orderId, null);
	const what = orderId === null ? textOr(row.sku, textOr(row.name, textOr(row.workflow, null))) : `Order ${orderId}`;
	if (what === null) return displayName ?? 'This workflow';
	if (displayName === null) return what;
	return `${what} ${orderId === null ? 'on' : 'of'} ${displayName}`;
}

/** "invoice WC-32"; null where there is none. */
function documentOf({ document }: Fields): string | null {
	const { type, number, id } = fieldsOrNone(document);
	const called = textOr(number, textOr(id, null));
	return called === null ? null : `${documentWord(textOr(type, ''))} ${called}`;
}
