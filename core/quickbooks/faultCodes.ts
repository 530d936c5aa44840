/** Codes of business faults that decide what is done next. https://developer.intuit.com/app/developer/qbo/docs/develop/troubleshooting/error-codes */
export const FAULT = {
	/** The request, or one with the same requestid, was done before. */
	doneBefore: '600',
	/** What it names was made inactive, voided or deleted. */
	gone: '610',
	/** Changed since it was read: the SyncToken is an old one. */
	stale: '5010',
	numberTaken: '6140',
	nameTaken: '6240',
} as const;

/** Somebody changed what is to be written since it was read, or took it away: what to do is decided anew. */
export function isOvertaken({ code }: { readonly code: string }): boolean {
	return code === FAULT.stale || code === FAULT.gone;
}
