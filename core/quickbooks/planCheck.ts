import { IntegrationError } from '../http/integrationError';
import type { Company } from './quickBooksClient';

/** Throws IntegrationError that names the switch when the company cannot keep stock or take our numbers. */
export function checkCompany({ tracksQuantity, customNumbers }: Company): void {
	const missing = [
		...(tracksQuantity ? [] : ['"Track quantity on hand" is off: switch it on in QuickBooks under Account and settings, Sales, Products and services (QuickBooks Plus or Advanced)']),
		...(customNumbers ? [] : ['"Custom transaction numbers" is off: switch it on in QuickBooks under Account and settings, Sales, Sales form content']),
	];
	if (missing.length > 0) throw new IntegrationError('rejected', `Nothing was posted. ${missing.join('. ')}.`);
}
