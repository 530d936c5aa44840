import { failureText, serviceFailureOnly } from '../http/serviceFailure';
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
		return { rows: [], failures: [{ side, reason: failureText(serviceFailureOnly(error)) }] };
	}
}

export function together(parts: readonly ReportPart[]): ReportPart {
	return {
		rows: parts.flatMap(({ rows }) => rows),
		failures: parts.flatMap(({ failures }) => failures),
	};
}
