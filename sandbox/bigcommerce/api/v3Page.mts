import type { Rows } from '../../kit/table.mts';
import { cut, type PageAsked } from './query.mts';

/** The `{ data, meta }` of a v3 list. */
export function v3Page<Row>(rows: Rows<Row>, asked: PageAsked, toJson: (row: Row) => unknown): unknown {
	const shown = cut(rows, asked);
	const pages = Math.ceil(rows.length / asked.limit);
	const link = (page: number): string => `?page=${page}&limit=${asked.limit}`;
	return {
		data: shown.map(toJson),
		meta: {
			pagination: {
				total: rows.length,
				count: shown.length,
				per_page: asked.limit,
				current_page: asked.page,
				total_pages: pages,
				links: {
					...(asked.page > 1 ? { previous: link(asked.page - 1) } : {}),
					current: link(asked.page),
					...(asked.page < pages ? { next: link(asked.page + 1) } : {}),
				},
			},
		},
	};
}
