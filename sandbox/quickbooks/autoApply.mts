import type { Company } from './company.mts';
import { numberAt, textAt, type Json, type Row } from './json.mts';
import { cents, fromCents } from './money.mts';
import { linkLine, openOnes, spread, type Link } from './paymentLinks.mts';
import { writePayment } from './payments.mts';

/**
 * Where the company has its credits applied by themselves: each open credit of the customer is spent on the oldest
 * open invoices, whichever order they belong to, by a payment over nothing that QuickBooks makes. Called after `made`
 * came into the books.
 */
export function applyCredits(company: Company, made: Row): void {
	const customer = textAt(made, 'CustomerRef', 'value') ?? '';
	if (!company.settings.autoApplyCredit) return;
	for (const credit of openOnes(company, 'CreditMemo', customer)) {
		const links = spread(cents(numberAt(credit, 'Balance') ?? 0), 'Invoice', openOnes(company, 'Invoice', customer));
		const spent = links.reduce((sum, { amount }) => sum + amount, 0n);
		const all: readonly Link[] = [...links, { name: 'CreditMemo', id: credit.Id, amount: spent }];
		if (spent > 0n) writePayment(company, paymentFor(made, all.map(linkLine)));
	}
}

function paymentFor(made: Row, lines: readonly Json[]): Json {
	return {
		CustomerRef: { value: textAt(made, 'CustomerRef', 'value') },
		CurrencyRef: { value: textAt(made, 'CurrencyRef', 'value') },
		TxnDate: made['TxnDate'],
		TotalAmt: fromCents(0n),
		Line: lines,
		PrivateNote: 'Created by QB Online to link credits to charges.',
	};
}
