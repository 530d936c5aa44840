import { moneyText } from '../../model/money';
import type { SalesOrder } from '../../model/salesOrder';
import type { DraftFacts } from './draftSettings';
import { findTaxCodeId } from './taxMap';
import { needsTaxCodes } from '../../quickbooks/company';

/**
 * Says which code the lines of an order got whose tax the marketplace collects, and that no rule names; null for any other. Such lines
 * look like untaxed ones, and what they have to be reported as depends on the country that they go to.
 */
export function marketplaceCaution(order: SalesOrder, facts: DraftFacts): string | null {
	const { choices, company, taxCodes } = facts;
	const line = order.lines.find(({ tax }) => tax === 0);
	if (order.marketplaceTax === 0 || line === undefined || !needsTaxCodes(company)) return null;
	const rulesAlone = { company, choices: { ...choices, taxedCodeId: null, untaxedCodeId: null } };
	if (findTaxCodeId(line, order, rulesAlone) !== null) return null;
	const codeId = findTaxCodeId(line, order, facts);
	const code = taxCodes.find(({ id }) => id === codeId)?.name ?? '';
	const collected = moneyText(order.marketplaceTax, order.currency);
	return `The marketplace collects ${collected} of tax on it, and no rule in Codes by Rates is for such orders: its lines got the tax code "${code}".`;
}
