import { failureText } from '../http/serviceFailure';
import { PATIENCE } from '../pushing/shop';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import type { CatalogRow, ProblemKind } from '../reconciling/catalog';
import { readAndCompareCatalogs } from '../reconciling/comparedCatalogs';
import type { ReportedShop } from './reportedShop';
import type { ReportPart } from './reportPart';
import { reportRow, type ReportRow } from './reportRow';

/** May be as it should be, or is told of where levels are compared. */
const LEFT_OUT: ReadonlySet<ProblemKind> = new Set(['onlyInQuickBooks', 'sharedStock']);

/**
 * The SKUs of all shops that a person has to look at, each once, whatever shops it concerns. Nothing is written. Throws IntegrationError when
 * QuickBooks cannot be asked.
 */
export async function findSkusToLookAt(
	client: QuickBooksClient,
	shops: readonly ReportedShop[],
	ignoreCase: boolean,
): Promise<ReportPart> {
	const channels = shops.map(({ channel, connect }) => ({ channel, connect: async () => await connect(PATIENCE) }));
	const compared = await readAndCompareCatalogs(client, channels, ignoreCase);
	const found = new Map<string, Found>();
	for (const { channel, result } of compared) {
		for (const row of 'rows' in result ? result.rows.filter(isOnSale) : []) {
			const problems = row.problems.filter(({ problem }) => !LEFT_OUT.has(problem));
			if (problems.length === 0) continue;
			const entry = found.get(keyOf(row)) ?? { row, said: [], on: new Set<string>(), urls: [] };
			problems.forEach(({ text }) => note(entry.said, text, channel.displayName));
			entry.on.add(channel.displayName);
			entry.urls.push(...row.listings.flatMap(({ productUrl }) => productUrl ?? []));
			found.set(keyOf(row), entry);
		}
	}
	const failures = compared.flatMap(({ channel, result }) =>
		'failure' in result ? [{ side: channel.displayName, reason: failureText(result.failure) }] : [],
	);
	return { rows: [...found.values()].map(toRow), failures };
}

/** What was found of a SKU, on all shops together. */
interface Found {
	/** As the first shop has it. */
	readonly row: CatalogRow;
	readonly said: Said[];
	readonly on: Set<string>;
	/** Where people edit its listings, as far as that is known. */
	readonly urls: string[];
}

/** A sentence about a SKU, with the other channels that it holds for. */
interface Said {
	readonly text: string;
	/** The text without the name of its channel. */
	readonly gist: string;
	readonly first: string;
	readonly others: string[];
}

/** A sentence that differs from an earlier one in nothing but the channel's name is not said again. */
function note(said: Said[], text: string, channel: string): void {
	const gist = text.replaceAll(channel, '');
	const known = said.find((one) => one.gist === gist);
	if (known === undefined) said.push({ text, gist, first: channel, others: [] });
	else known.others.push(channel);
}

function inWords({ text, first, others }: Said): string {
	return others.length === 0 || !text.includes(first) ? text : `${text} The same holds for ${others.join(' and ')}.`;
}

/** What no shop sells keeps nobody from selling. */
function isOnSale({ listings, problems }: CatalogRow): boolean {
	return listings.length > 0 || problems.some(({ problem }) => problem === 'unreadableInQuickBooks');
}

/** What has no SKU is known by its place on its own side. */
function keyOf({ sku, quickBooks, listings: [listing] }: CatalogRow): string {
	return sku === null ? `no SKU ${quickBooks?.itemId ?? ''} ${listing?.name ?? ''}` : `SKU ${sku}`;
}

function toRow({ row, said, on, urls: [productUrl] }: Found): ReportRow {
	const { sku, quickBooks, listings } = row;
	const name = quickBooks?.name ?? listings[0]?.name ?? '';
	const whatToDo = said.map(inWords).join(' ');
	return reportRow('sku', `${sku ?? `"${name}"`}: ${whatToDo}`, {
		sku,
		name,
		productUrl,
		itemUrl: quickBooks?.itemUrl,
		channelName: [...on].join(', '),
		reason: whatToDo,
		problems: row.problems.map(({ problem }) => problem),
	});
}
