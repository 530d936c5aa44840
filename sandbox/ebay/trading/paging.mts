import { tradingErrors, type TradingError } from './errors.mts';
import { textOf, type XmlNode } from './xml.mts';

export interface Paging {
	readonly perPage: number;
	readonly page: number;
}

export interface Page<Row> {
	readonly rows: readonly Row[];
	readonly PaginationResult: XmlNode;
	readonly hasMore: boolean;
}

/** The element Pagination of a call or of a list in it. */
export function readPaging(
	node: XmlNode,
	{ otherwise, most }: { readonly otherwise: number; readonly most: number },
): Paging | TradingError {
	const perPage = readNumber(node, 'EntriesPerPage', otherwise);
	if (perPage === null || perPage < 1 || perPage > most) return tradingErrors.badInput('EntriesPerPage');
	const page = readNumber(node, 'PageNumber', 1);
	return page === null || page < 1 ? tradingErrors.badInput('PageNumber') : { perPage, page };
}

export function cutPage<Row>(all: readonly Row[], { perPage, page }: Paging): Page<Row> | TradingError {
	const pages = Math.ceil(all.length / perPage);
	if (page > Math.max(1, pages)) return tradingErrors.pageOutOfRange;
	return {
		rows: all.slice((page - 1) * perPage, page * perPage),
		PaginationResult: { TotalNumberOfPages: pages, TotalNumberOfEntries: all.length },
		hasMore: page < pages,
	};
}

function readNumber(node: XmlNode, name: string, otherwise: number): number | null {
	const text = textOf(node, 'Pagination', name);
	if (text === null) return otherwise;
	return /^\d{1,6}$/.test(text) ? Number(text) : null;
}
