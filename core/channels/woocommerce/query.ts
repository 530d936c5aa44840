export type Query = Readonly<Record<string, string | number>>;

/** A question for a page of a list. */
export interface RowsQuery {
	readonly path: string;
	readonly query: Query;
	/** The rows before the page. */
	readonly offset: number;
	/** Rows to the page. */
	readonly size: number;
	/** Whether the question is sent again after a trouble. */
	readonly repeatable: boolean;
}
