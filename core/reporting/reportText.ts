import { FREE_READS_A_MONTH } from '../budget/budget';
import { momentInWords } from '../model/moment';
import { counted } from './age';
import { heading, htmlTable, paragraph, type TableColumn } from './htmlTable';
import type { ReportFacts } from './nightlyReport';
import { SECTIONS, type ReportRow, type Section } from './reportRow';

/** A report in words: a subject, a text, the same as a page of HTML, and the rows that it is made of. */
interface ReportInWords {
	readonly subject: string;
	readonly text: string;
	readonly html: string;
	/** True where nobody has to do anything. */
	readonly allIsWell: boolean;
	readonly rows: readonly ReportRow[];
}

/** Nobody reads more lines of one kind in a message; the run in n8n has all of them. */
const MOST_LINES = 500;

interface SectionWords {
	readonly title: string;
	/** For the subject: "2 orders wait". */
	readonly inShort: (rows: number) => string;
	/** The columns of its table, each with the key of its value, and of where people see it. */
	readonly columns: readonly TableColumn[];
}

const SHOP = ['Channel', 'channelName'] as const;
const SKU = [
	['SKU', 'sku', 'itemUrl'],
	['Name', 'name', 'productUrl'],
] as const;

const WORDS: Readonly<Record<Section, SectionWords>> = {
	notRead: {
		title: 'Not known in this report',
		inShort: (rows) => `${rows} not known`,
		columns: [
			['What', 'channelName'],
			['Why, and what to do', 'reason'],
		],
	},
	order: {
		title: 'Orders that wait',
		inShort: (rows) => `${counted(rows, 'order')} ${rows === 1 ? 'waits' : 'wait'}`,
		columns: [
			['Order', 'orderNumber', 'orderUrl'],
			SHOP,
			['Buyer', 'buyer'],
			['Total', 'total'],
			['Placed ago', 'age'],
			['Why, and what to do', 'reason'],
		],
	},
	oversold: {
		title: 'Oversold',
		inShort: (rows) => `${rows} oversold`,
		columns: [...SKU, ['Short of', 'shortage'], ['What happened, and what to do', 'reason']],
	},
	stock: {
		title: 'Stock that differs',
		inShort: (rows) => `${counted(rows, 'level')} ${rows === 1 ? 'differs' : 'differ'}`,
		columns: [
			...SKU,
			SHOP,
			['Shows', 'shows'],
			['Should show', 'shouldShow'],
			['How it comes to that', 'arithmetic'],
			['Why it differs', 'reason'],
		],
	},
	sku: {
		title: 'SKUs to look at',
		inShort: (rows) => `${counted(rows, 'SKU')} to look at`,
		columns: [...SKU, SHOP, ['What to do', 'reason']],
	},
	document: {
		title: 'Documents to look at',
		inShort: (rows) => `${counted(rows, 'document')} to look at`,
		columns: [
			['Document', 'documentNumber', 'documentUrl'],
			SHOP,
			['Total', 'total'],
			['What happened, and what to do', 'reason'],
		],
	},
	mended: {
		title: 'Fixed by the sync in the last day: nothing to do',
		inShort: (rows) => `${counted(rows, 'level')} fixed`,
		columns: [...SKU, SHOP, ['Showed', 'shows'], ['Was set to', 'shouldShow'], ['Why it differed', 'reason']],
	},
};

/** What so many rows of a section are, for a subject: "2 orders wait". */
export function sectionInShort(section: Section, rows: number): string {
	return WORDS[section].inShort(rows);
}

/** The report for people. When all is well it is one line. HTML in names is shown as it is written. */
export function reportInWords(facts: ReportFacts): ReportInWords {
	const sections = SECTIONS.flatMap((section) => {
		const rows = facts.rows.filter(({ about }) => about === section);
		return rows.length === 0 ? [] : [{ section, rows }];
	});
	const open = sections.filter(({ section }) => section !== 'mended');
	const mended = sections.filter(({ section }) => section === 'mended');
	const allIsWell = open.length === 0;
	const inShort = (of: typeof sections) =>
		of.map(({ section, rows }) => sectionInShort(section, rows.length)).join(', ');
	const also = mended.length === 0 ? '' : `, ${inShort(mended)} in the last day`;
	const first = allIsWell
		? `All is well: ${counted(facts.compared, 'level')} of QuickBooks ${facts.compared === 1 ? 'agrees' : 'agree'} with ${listed(facts.channelNames)}, and no order waits${also}.`
		: `${inShort(open)}${also}.`;
	const last = readsInWords(facts);
	const opening = last === null ? first : `${first} ${last}`;
	return {
		subject: `Stock sync: ${allIsWell ? 'all is well' : inShort(open)}${also}`,
		text: [opening, ...sections.map(({ section, rows }) => textOf(section, rows))].join('\n\n'),
		html: [paragraph(opening), ...sections.map(({ section, rows }) => htmlOf(section, rows))].join('\n'),
		allIsWell,
		rows: facts.rows,
	};
}

/** "WooCommerce, BigCommerce and eBay" */
function listed(names: readonly string[]): string {
	return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function readsInWords({ reads }: ReportFacts): string | null {
	if (reads === null) return null;
	const since = reads.since === null ? '' : `, counted since n8n was started at ${momentInWords(reads.since)}`;
	return `QuickBooks was read ${counted(reads.reads, 'time')} this month, of ${FREE_READS_A_MONTH.toLocaleString('en')} that are free${since}.`;
}

function textOf(section: Section, rows: readonly ReportRow[]): string {
	const rest = rows.length - MOST_LINES;
	const lines = rows.slice(0, MOST_LINES).map(({ summary }) => `- ${summary}`);
	return [WORDS[section].title, ...lines, ...(rest > 0 ? [`- ${moreInTheRun(rest)}`] : [])].join('\n');
}

/** How many rows a message leaves out. */
export function moreInTheRun(rest: number): string {
	return `and ${rest.toLocaleString('en')} more, in the run in n8n`;
}

function htmlOf(section: Section, rows: readonly ReportRow[]): string {
	const { title, columns } = WORDS[section];
	const rest = rows.length - MOST_LINES;
	return [
		heading(`${title} (${rows.length.toLocaleString('en')})`),
		htmlTable(columns, rows.slice(0, MOST_LINES)),
		...(rest > 0 ? [paragraph(moreInTheRun(rest))] : []),
	].join('\n');
}
