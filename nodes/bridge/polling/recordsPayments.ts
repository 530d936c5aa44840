import type { IPollFunctions, NodeTypeAndVersion } from 'n8n-workflow';

/**
 * Whether a Create QBO Invoice behind the trigger records payments, as its form says. What an expression would say there is not known before an
 * order comes, and counts as no.
 */
export function recordsPayments(context: IPollFunctions): boolean {
	return context.getChildNodes(context.getNode().name, { includeNodeParameters: true }).some(recordsThem);
}

function recordsThem({ type, disabled, parameters }: NodeTypeAndVersion): boolean {
	return !disabled && type.endsWith('.createQboInvoice') && parameters?.recordPayments === true;
}
