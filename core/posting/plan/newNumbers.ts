import { documentNumber } from '../../model/orderIdentity';
import { withCreation } from './postingPlan';
import { planChoices } from './postingRun';
import type { PlannedOrder } from './stages';
import { yearOf } from '../../quickbooks/orderInBooks';

type Numbered = Pick<PlannedOrder, 'order' | 'choices' | 'plan'>;

/** Two orders of one run may have one number, as where a shop's numbers begin anew each year: the later one gets the year. */
export function withNumbersApart<Order extends Numbered>(planned: readonly Order[]): Order[] {
	const taken = new Set<string>();
	return planned.map((one) => {
		const { order } = one;
		const plan = withCreation(one.plan, (creation) => {
			const { generation } = creation;
			const isTaken = taken.has(creation.number.toLowerCase());
			const number = isTaken
				? documentNumber(planChoices(one).prefix, order, { generation, year: yearOf(order) })
				: creation.number;
			taken.add(number.toLowerCase());
			return { ...creation, number };
		});
		return { ...one, plan };
	});
}
