import type { Random } from '../books/random.mts';
import type { ChannelName } from './names.mts';

/** What happens to an order after the sale, one after the other. */
export type Step = 'cancel' | 'refundUnit' | 'refundAll' | 'resume';

export interface OrderScenario {
	/** Fields of the sale beside its lines. */
	readonly sale: Readonly<Record<string, unknown>>;
	readonly steps: readonly Step[];
}

const SCENARIO_WEIGHTS = {
	plain: 52,
	cancelled: 14,
	unitReturned: 14,
	allReturned: 6,
	paysLater: 9,
	neverPays: 5,
} as const;

/** A cancelled order of the shops was not paid yet: what is paid and cancelled without a refund is for a person (rules.md D2). */
const PAYMENT_FIELDS: Readonly<
	Record<ChannelName, { readonly paid: object; readonly unpaid: object; readonly waiting: object }>
> = {
	woocommerce: { paid: {}, unpaid: { payment: { method: 'cod' } }, waiting: { status: 'on-hold' } },
	bigcommerce: {
		paid: { payment: { paid: true } },
		unpaid: { payment: { paid: false } },
		waiting: { status: 'Awaiting Payment', payment: { paid: false } },
	},
	// eBay shows no order before it is paid, and pays back what it cancels.
	ebay: { paid: {}, unpaid: {}, waiting: {} },
};

export function drawScenario(channel: ChannelName, random: Random): OrderScenario {
	const { paid, unpaid, waiting } = PAYMENT_FIELDS[channel];
	const shipping = random.happens(50) ? { shipping: '4.95' } : {};
	const paysLater = channel === 'ebay' ? [] : (['resume'] as const);
	switch (random.weighted(SCENARIO_WEIGHTS)) {
		case 'plain':
			return { sale: { ...paid, ...shipping }, steps: [] };
		case 'cancelled':
			return { sale: { ...unpaid, ...shipping }, steps: ['cancel'] };
		case 'unitReturned':
			return { sale: { ...paid, ...shipping }, steps: ['refundUnit'] };
		case 'allReturned':
			return { sale: { ...paid, ...shipping }, steps: ['refundAll'] };
		case 'paysLater':
			return { sale: { ...waiting, ...shipping }, steps: paysLater };
		case 'neverPays':
			return { sale: { ...waiting, ...shipping }, steps: ['cancel'] };
	}
}

/** The request below /control that a step is; its body lacks the order's id. */
export function requestOf(
	channel: ChannelName,
	step: Step,
	{ firstLine, restock }: { readonly firstLine: string; readonly restock: boolean },
): { readonly path: string; readonly body: object } {
	// Only WooCommerce says whether goods came back; on the others they stay away, as the template takes for granted (rules.md D4).
	const back = channel === 'woocommerce' && restock;
	switch (step) {
		case 'resume':
			return { path: 'status', body: { status: channel === 'woocommerce' ? 'processing' : 'Awaiting Fulfillment' } };
		case 'cancel':
			return { path: 'cancel', body: channel === 'ebay' ? { restock: true } : {} };
		case 'refundUnit':
			return { path: 'refund', body: { lines: [{ lineId: firstLine, quantity: 1, restock: back }] } };
		case 'refundAll':
			return { path: 'refund', body: channel === 'ebay' ? {} : { restock: back } };
	}
}
