import type { Company, DocumentName } from '../company.mts';
import { textAt, type Json, type Row } from '../json.mts';
import { duplicateNumber } from '../ruleFault.mts';

export interface NumberingOptions {
	/** `include=allowduplicatedocnum`. */
	readonly allowDuplicate: boolean;
}

/**
 * The number that the document gets; null for none. With custom numbers the sent one counts, else QuickBooks
 * numbers by itself whatever was sent. Throws 6140 when another document of the type has it.
 */
export function docNumber(
	company: Company,
	name: DocumentName,
	document: Json,
	before: Row | null,
	options: NumberingOptions,
): string | null {
	const sent = textAt(document, 'DocNumber');
	const current = textAt(before, 'DocNumber');
	if (!company.settings.customTxnNumbers || sent === 'AUTO_GENERATE') return current ?? company.nextDocNumber();
	if (sent === null || sent === '') return null;
	if (company.settings.duplicateDocNumbers === 'refused' && !options.allowDuplicate && sent !== current)
		refuseTaken(company, name, sent);
	return sent;
}

function refuseTaken(company: Company, name: DocumentName, number: string): void {
	for (const row of company.tables[name].values()) {
		if (row['DocNumber'] === number) throw duplicateNumber(number, name, row.Id);
	}
}
