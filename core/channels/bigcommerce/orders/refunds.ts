import { feeChargeId } from './charges';
import { readPaidAmount } from './paidAmount';
import { readMoment } from '../../../model/moment';
import { readMoney, sum, type Money } from '../../../model/money';
import { withRoundedAmounts, type StatedRefundLine } from '../../../model/refundRounding';
import type { Refund, RefundLine, Tender } from '../../../model/salesOrder';
import { ownEntry } from '../../../reading/ownEntry';
import {
	readFields,
	readList,
	readNonEmptyText,
	readOptional,
	readOptionalText,
	readText,
	readWholeNumber,
	type Fields,
} from '../../../reading/readUnknown';

/** A charge has one id in an order, whatever number BigCommerce gives to it. */
const CHARGE_IDS: Readonly<Record<string, string>> = {
	SHIPPING: 'shipping',
	HANDLING: 'handling',
	GIFT_WRAPPING: 'wrapping',
};

/**
 * Reads refunds of version 3.
 *
 * - Their amounts contain the tax and do not name it, so a line's `tax` is null.
 * - BigCommerce does not say what went back into stock, so `restocked` is null.
 * - A refund of the whole order has no lines.
 * - A payment that the provider declined moved no money. A refund that was declined in full does not exist; one that was declined in
 *   part is the money that moved, without lines.
 */
export function readRefunds(raw: readonly unknown[], currency: string): Refund[] {
	return readList(raw, 'bigcommerce refunds', (refund, path) => readRefund(refund, currency, path)).filter(
		(refund) => refund !== null,
	);
}

function readRefund(raw: unknown, currency: string, path: string): Refund | null {
	const fields = readFields(raw, path);
	const asked = readPaidAmount(fields.total_amount, currency, `${path}.total_amount`);
	const declined = declinedAmount(fields, currency, path);
	if (declined !== 0 && declined >= asked) return null;
	return {
		refundId: readNonEmptyText(fields.id, `${path}.id`),
		refundedAt: readMoment(fields.created, `${path}.created`),
		total: asked - declined,
		reason: readOptionalText(fields.reason, `${path}.reason`),
		lines: declined !== 0 ? [] : withRoundedAmounts(readLines(fields, currency, path), asked, currency),
		tender: readTender(fields, currency, path),
	};
}

function readLines(fields: Fields, currency: string, path: string): StatedRefundLine[] {
	const lines = readList(fields.items, `${path}.items`, (item, at) => readRefundLine(item, currency, at));
	return lines.filter((line) => line !== null);
}

function declinedAmount(refund: Fields, currency: string, path: string): Money {
	const declined = readPayments(refund, path).filter((payment) => payment.is_declined === true);
	return sum(declined.map(({ amount }, place) => readMoney(amount, currency, `${path}.payments[${place}].amount`)));
}

/** A refund names the provider of each payment. https://developer.bigcommerce.com/docs/rest-management/orders/order-refunds */
const CREDITS: Readonly<Record<string, Tender['kind']>> = {
	storecredit: 'storeCredit',
	giftcertificate: 'giftCertificate',
};

function readTender(refund: Fields, currency: string, path: string): Tender[] {
	return readPayments(refund, path).flatMap((payment, place) => {
		const at = `${path}.payments[${place}]`;
		const provider = readOptionalText(payment.provider_id, `${at}.provider_id`) ?? '';
		const kind = ownEntry(CREDITS, provider.toLowerCase().replace(/[^a-z]/g, ''));
		if (kind === undefined || payment.is_declined === true) return [];
		return [{ kind, amount: readMoney(payment.amount, currency, `${at}.amount`) }];
	});
}

function readPayments(refund: Fields, path: string): Fields[] {
	return readOptional(refund.payments, `${path}.payments`, (list, at) => readList(list, at, readFields)) ?? [];
}

function readRefundLine(raw: unknown, currency: string, path: string): StatedRefundLine | null {
	const fields = readFields(raw, path);
	const type = readText(fields.item_type, `${path}.item_type`);
	if (type === 'ORDER') return null;
	const line: RefundLine = {
		lineId: ownEntry(CHARGE_IDS, type) ?? itemId(fields, type, path),
		quantity: readOptional(fields.quantity, `${path}.quantity`, readWholeNumber) ?? 0,
		net: readMoney(fields.requested_amount, currency, `${path}.requested_amount`),
		tax: null,
		restocked: null,
	};
	return { line, raw: [fields.requested_amount] };
}

function itemId(fields: Fields, type: string, path: string): string {
	const id = readNonEmptyText(fields.item_id, `${path}.item_id`);
	return type === 'FEE' ? feeChargeId(id) : id;
}
