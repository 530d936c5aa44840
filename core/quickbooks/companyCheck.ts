import { IntegrationError } from '../http/integrationError';
import type { Company } from './quickBooksClient';

const NO_QUANTITY =
	'"Track quantity on hand" is off: switch it on in QuickBooks under Account and settings, Sales, Products and services (QuickBooks Plus or Advanced)';

const NO_NUMBERS =
	'"Custom transaction numbers" is off: switch it on in QuickBooks under Account and settings, Sales, Sales form content';

/** Throws IntegrationError that names the switch when the company cannot keep stock or take our numbers. */
export function checkCompany({ tracksQuantity, customNumbers }: Company): void {
	const missing = [...(tracksQuantity ? [] : [NO_QUANTITY]), ...(customNumbers ? [] : [NO_NUMBERS])];
	if (missing.length > 0) throw new IntegrationError('rejected', `Nothing was posted. ${missing.join('. ')}.`);
}

/** Throws IntegrationError that names the switch when the company keeps no stock. */
export function checkStock({ tracksQuantity }: Company): void {
	if (!tracksQuantity) throw new IntegrationError('rejected', `QuickBooks keeps no stock. ${NO_QUANTITY}.`);
}

const SHARED_PAYMENTS = [
	'QuickBooks applies payments by itself (Account and settings, Advanced, Automation), and all orders of the channel have one customer: what is left over of a payment',
	"that somebody enters there settles other buyers' invoices. Switch that off, or choose One per Buyer. Payments recorded by this node are for one invoice each, and leave nothing over.",
].join(' ');

/**
 * What a person should know of the company's switches although nothing keeps us from posting (rules.md D3); null when there is nothing.
 * `customers`: all orders of a channel have one customer, or each buyer has one.
 */
export function companyCaution({ autoAppliesPayments }: Company, customers: 'channel' | 'buyer'): string | null {
	return autoAppliesPayments && customers === 'channel' ? SHARED_PAYMENTS : null;
}
