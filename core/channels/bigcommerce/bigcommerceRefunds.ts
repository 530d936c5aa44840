import { readMoment } from '../../domain/moment';
import { readMoney } from '../../domain/money';
import type { Refund, RefundLine } from '../../domain/salesOrder';
import { readFields, readList, readNonEmptyText, readOptional, readOptionalText, readText, readWholeNumber } from '../../reading/readUnknown';

/** Charges have one id an order here, whatever BigCommerce numbers behind them. */
const CHARGE_IDS: Readonly<Record<string, string>> = { SHIPPING: 'shipping', HANDLING: 'handling', GIFT_WRAPPING: 'wrapping' };

/**
 * Reads refunds of version 3. Their amounts contain the tax without naming it by line, so a line's `tax` is null; BigCommerce
 * does not say what went back on the shelf. An amount on the whole order has no line.
 */
export function readRefunds(raw: readonly unknown[], currency: string): Refund[] {
	return readList(raw, 'bigcommerce refunds', (refund, path) => {
		const fields = readFields(refund, path);
		return {
			refundId: readNonEmptyText(fields.id, `${path}.id`),
			refundedAt: readMoment(fields.created, `${path}.created`),
			total: readMoney(fields.total_amount, currency, `${path}.total_amount`),
			reason: readOptionalText(fields.reason, `${path}.reason`),
			lines: readList(fields.items, `${path}.items`, (item, at) => readRefundLine(item, currency, at)).filter((line) => line !== null),
		};
	});
}

function readRefundLine(raw: unknown, currency: string, path: string): RefundLine | null {
	const fields = readFields(raw, path);
	const type = readText(fields.item_type, `${path}.item_type`);
	if (type === 'ORDER') return null;
	return {
		lineId: CHARGE_IDS[type] ?? readNonEmptyText(fields.item_id, `${path}.item_id`),
		quantity: readOptional(fields.quantity, `${path}.quantity`, readWholeNumber) ?? 0,
		net: readMoney(fields.requested_amount, currency, `${path}.requested_amount`),
		tax: null,
		restocked: null,
	};
}
