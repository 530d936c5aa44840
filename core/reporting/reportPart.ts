import { IntegrationError } from '../http/integrationError';
import { UnreadableError } from '../reading/readUnknown';
import type { ReportRow } from './reportRow';

/** What a look at one channel, or at QuickBooks, came to: what it found, and why it could not look at more. */
export interface ReportPart {
	readonly rows: readonly ReportRow[];
	/** Whom it could not read: "WooCommerce", with the reason. */
	readonly failures: readonly SideFailure[];
}

export interface SideFailure {
	readonly side: string;
	readonly reason: string;
}

export const NOTHING_FOUND: ReportPart = { rows: [], failures: [] };

/** The work of a part; a side that cannot be read is its failure, and stops no other part. */
export async function partOf(side: string, work: () => Promise<ReportPart>): Promise<ReportPart> {
	try {
		return await work();
	} catch (error) {
		return { rows: [], failures: [{ side, reason: failureText(error) }] };
	}
}

/** What happened, and the way out where one is known. Throws what is no failure of a service. */
export function failureText(error: unknown): string {
	if (error instanceof UnreadableError) return error.message;
	if (!(error instanceof IntegrationError)) throw error;
	return error.advice === undefined ? error.message : `${error.message}. ${error.advice}`;
}

export function together(parts: readonly ReportPart[]): ReportPart {
	return {
		rows: parts.flatMap(({ rows }) => rows),
		failures: parts.flatMap(({ failures }) => failures),
	};
}
