import { IntegrationError } from '../http/integrationError';
import type { Company } from './quickBooksClient';

const NO_QUANTITY =
	'"Track quantity on hand" is off: switch it on in QuickBooks under Account and settings, Sales, Products and services (QuickBooks Plus or Advanced)';
const NO_NUMBERS = '"Custom transaction numbers" is off: switch it on in QuickBooks under Account and settings, Sales, Sales form content';

/** Throws IntegrationError that names the switch when the company cannot keep stock or take our numbers. */
export function checkCompany({ tracksQuantity, customNumbers }: Company): void {
	const missing = [...(tracksQuantity ? [] : [NO_QUANTITY]), ...(customNumbers ? [] : [NO_NUMBERS])];
	if (missing.length > 0) throw new IntegrationError('rejected', `Nothing was posted. ${missing.join('. ')}.`);
}

/** Throws IntegrationError that names the switch when the company keeps no stock. */
export function checkStock({ tracksQuantity }: Company): void {
	if (!tracksQuantity) throw new IntegrationError('rejected', `QuickBooks keeps no stock. ${NO_QUANTITY}.`);
}
