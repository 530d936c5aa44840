import { documentNumber } from '../../model/orderIdentity';
import type { PlannedOrder } from './stages';

type Numbered = Pick<PlannedOrder, 'order' | 'plan'>;

/** Two orders of one run may have one number, as where a shop's numbers begin anew each year: the later one gets the year. */
export function withNumbersApart<Order extends Numbered>(
	planned: readonly Order[],
	prefixOf: (order: Order['order']) => string,
): Order[] {
	const taken = new Set<string>();
	return planned.map((one) => {
		const { order, plan } = one;
		if (plan.action !== 'create') return one;
		const isTaken = taken.has(plan.number.toLowerCase());
		const year = order.placedAt.slice(0, 4);
		const number = isTaken
			? documentNumber(prefixOf(order), order, { generation: plan.generation, year })
			: plan.number;
		taken.add(number.toLowerCase());
		return isTaken ? { ...one, plan: { ...plan, number } } : one;
	});
}
