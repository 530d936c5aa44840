import { sum, type Money } from './money';
import type { Payment, SalesOrder, Tender } from './salesOrder';

type PaidOrder = Pick<SalesOrder, 'payments' | 'total'>;

/** What of these is store credit or on gift certificates, minor units. */
export function creditTender(tender: readonly Tender[]): Money {
	return sum(tender.filter(({ kind }) => kind !== 'money').map(({ amount }) => amount));
}

export function moneyPayments({ payments }: Pick<SalesOrder, 'payments'>): Payment[] {
	return payments.filter(({ kind }) => kind === 'money');
}

/** What the channel says that it has of the total, whatever it was paid with. */
export function paidTotal({ payments }: Pick<SalesOrder, 'payments'>): Money {
	return sum(payments.filter(({ paid }) => paid).map(({ amount }) => amount));
}

/** True where the channel says that nothing of the order is left to be paid. */
export function isPaid(order: PaidOrder): boolean {
	return order.payments.some(({ paid }) => paid) && paidTotal(order) >= order.total;
}

/** What of an order's total is paid in money, now or later: what its document comes to. */
export function moneyTotal({ total, payments }: PaidOrder): Money {
	return total - creditTender(payments);
}
