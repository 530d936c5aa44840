import { describe, expect, test } from '@jest/globals';
import { availableOn } from '../../../core/availability/available';
import type { SaleDocument } from '../../../core/availability/postedSales';
import { affectsLevels, toOpenOrder, type OpenOrder } from '../../../core/availability/openOrders';
import { findOversold } from '../../../core/availability/oversold';
import { unclearLevels, withReservations, type DocumentedOrder } from '../../../core/availability/reservations';
import { addSeconds } from '../../../core/model/moment';
import type { SalesOrder } from '../../../core/model/salesOrder';
import type { HeldLevel } from '../../../core/availability/heldLevel';
import { component, sku, heldLevel } from '../../support/levels';
import { order, orderLine } from '../../support/orders';

const LEVEL_READ = '2026-11-23T10:00:00.400Z';
const before = '2026-11-23T09:59:00.000Z';
const after = '2026-11-23T10:00:05.000Z';
const mug = (changes: Partial<HeldLevel> = {}) => heldLevel({ quantityOnHand: 10, asOf: LEVEL_READ, ...changes });
const sale = (quantity: number, changes: Partial<SalesOrder> = {}) =>
	order({ lines: [orderLine({ sku: sku('MUG'), quantity })], ...changes });
const rules = { ignoreCase: false };

function open(placed: SalesOrder): OpenOrder {
	const found = toOpenOrder(placed, ['pending']);
	if (found === null) throw new Error('The order holds nothing');
	return found;
}

/** The document of a sale, of so many units of the item, last touched at a moment. */
function bookedOf({
	quantity,
	updatedAt,
	changed = false,
}: {
	quantity: number;
	updatedAt: string;
	changed?: boolean;
}): SaleDocument {
	const lines = [{ id: '1', itemId: '5', quantity, amount: 0, key: null }];
	return { createdAt: updatedAt, updatedAt, lines: changed ? null : lines } as unknown as SaleDocument;
}

const held = (placed: SalesOrder, document: SaleDocument | null = null): DocumentedOrder => ({
	channel: placed.channel,
	order: open(placed),
	document,
});
const shown = (level: HeldLevel, sales: readonly DocumentedOrder[], channel = 'woocommerce') =>
	availableOn(channel, withReservations([level], sales, rules)[0] ?? level).units;

describe('E1: what QuickBooks does not contain yet', () => {
	test('10 on hand and 3 sold on WooCommerce without a document shows 7 there and 7 everywhere', () => {
		const sales = [held(sale(3))];
		expect(['woocommerce', 'bigcommerce', 'ebay'].map((channel) => shown(mug(), sales, channel))).toEqual([7, 7, 7]);
	});

	test('a document that is older than the level is in the number', () => {
		const placed = sale(3);
		expect(shown(mug(), [held(placed, bookedOf({ quantity: 3, updatedAt: before }))])).toBe(10);
	});

	test('a document that is younger than the level is not', () => {
		const placed = sale(3);
		expect(shown(mug(), [held(placed, bookedOf({ quantity: 3, updatedAt: after }))])).toBe(7);
	});

	test.each([
		['made', '2026-11-23T10:00:00.000Z', '2026-11-23T10:00:00.000Z', true],
		['changed', before, '2026-11-23T10:00:00.000Z', true],
		['changed after the second', before, after, true],
		['made after the second', after, after, false],
		['changed for the last time before the second', before, '2026-11-23T09:59:59.000Z', false],
	])(
		"a document that was %s of the level's reading leaves open whether it is in",
		(_what, createdAt, updatedAt, isOpen) => {
			const sales = [held(sale(3), { ...bookedOf({ quantity: 3, updatedAt }), createdAt })];
			const level = mug({ changedAt: updatedAt });
			const clearFrom = addSeconds(updatedAt, 1);
			expect(unclearLevels([level], sales, rules)).toEqual(isOpen ? { levels: [level], clearFrom } : null);
			if (isOpen) expect(shown(level, sales)).toBe(7);
		},
	);

	test('a document of other articles leaves no level open', () => {
		const booked = held(sale(3), bookedOf({ quantity: 3, updatedAt: '2026-11-23T10:00:00.000Z' }));
		expect(unclearLevels([heldLevel({ sku: sku('CAP'), itemId: '6', asOf: LEVEL_READ })], [booked], rules)).toBeNull();
	});

	test('an order edited from 3 to 5 after it was posted holds the 2 that its document does not have', () => {
		const booked = bookedOf({ quantity: 3, updatedAt: before });
		expect(shown(mug(), [held(sale(5), booked)])).toBe(8);
	});

	test('a document that people have changed holds its order whole, whatever its lines say', () => {
		const booked = bookedOf({ quantity: 1, updatedAt: before, changed: true });
		expect(shown(mug(), [held(sale(5), booked)])).toBe(10);
	});

	test('units that a refund put back on the shelf are for sale again', () => {
		expect(shown(mug(), [held(order({ lines: [orderLine({ sku: sku('MUG'), quantity: 3, restocked: 1 })] }))])).toBe(8);
	});

	test('a cancelled order, a refunded one and a copy of another channel hold nothing', () => {
		const holds = [
			sale(3, { state: 'cancelled' }),
			sale(3, { state: 'refunded' }),
			sale(3, { copiedFrom: 'ebay' }),
		].map((placed) => toOpenOrder(placed, []));
		expect(holds).toEqual([null, null, null]);
	});
});

describe('E2: an order that has not taken its channel’s stock', () => {
	const unpaid = [held(sale(2, { state: 'open', channelState: 'pending' }))];

	test('is subtracted on the other channels, and never on its own', () => {
		expect(shown(mug(), unpaid, 'ebay')).toBe(8);
		expect(shown(mug(), unpaid, 'woocommerce')).toBe(10);
	});

	test('of a draft nobody keeps anything', () =>
		expect(toOpenOrder(sale(2, { state: 'open', channelState: 'checkout-draft' }), ['pending'])).toBeNull());
});

describe('E4: a bank-transfer order on WooCommerce for the last unit', () => {
	test('takes BigCommerce and eBay to 0 while it waits, by what the shop really took', () => {
		const waiting = [
			held(order({ state: 'reserving', lines: [orderLine({ sku: sku('MUG'), quantity: 2, stockTaken: 1 })] })),
		];
		expect(['bigcommerce', 'ebay'].map((channel) => shown(mug({ quantityOnHand: 1 }), waiting, channel))).toEqual([
			0, 0,
		]);
	});
});

describe('E5: the last unit sold on eBay and on WooCommerce', () => {
	const sales = [held(sale(1)), held(sale(1, { channel: 'ebay', orderId: '12-1', orderNumber: '12-1' }))];
	const levels = withReservations([mug({ quantityOnHand: 1 })], sales, rules);

	test('is below zero by one, with both orders named', () => {
		expect(findOversold(levels)).toMatchObject([
			{ sku: 'MUG', shortage: 1, quantityOnHand: 1, orders: [{ orderNumber: '812' }, { orderNumber: '12-1' }] },
		]);
		expect(findOversold(levels)[0]?.reason).toContain('woocommerce 812 (1), ebay 12-1 (1)');
	});

	test('is nothing to tell of where enough is there, or where a clerk alone took the number below zero', () => {
		expect(findOversold(withReservations([mug({ quantityOnHand: 2 })], sales, rules))).toEqual([]);
		expect(findOversold([mug({ quantityOnHand: -1 })])).toEqual([]);
	});
});

describe('E9: bundles', () => {
	const set = { sku: sku('SET'), quantity: 2 };
	const box = component({ quantity: 2, quantityOnHand: 9, partOf: [set] });
	const lid = component({
		itemId: '7',
		sku: sku('LID'),
		name: 'Lid',
		quantity: 1,
		quantityOnHand: 6,
		partOf: [{ ...set, quantity: 1 }],
	});
	const bundle = heldLevel({
		sku: sku('SET'),
		itemId: '9',
		name: 'Set',
		quantityOnHand: 4,
		asOf: LEVEL_READ,
		components: [box, lid],
	});
	const boxLevel = heldLevel({ sku: sku('BOX'), itemId: '6', quantityOnHand: 9, asOf: LEVEL_READ, partOf: [set] });
	const bundleSale = (quantity: number) => held(order({ lines: [orderLine({ sku: sku('SET'), quantity })] }));

	test('a bundle lasts as long as the part that runs out first: 9 boxes, 2 in each, and 6 lids are 4', () =>
		expect(availableOn('ebay', bundle).units).toBe(4));

	test('a bundle that was sold takes its parts, and a part that was sold takes from the bundle', () => {
		expect(shown(boxLevel, [bundleSale(2)])).toBe(5);
		expect(shown(bundle, [bundleSale(2)])).toBe(2);
		expect(shown(bundle, [held(order({ lines: [orderLine({ sku: sku('LID'), quantity: 5 })] }))])).toBe(1);
	});

	test('a shop that lists a bundle and its parts side by side took one of the two', () => {
		const lines = [
			orderLine({ lineId: '1', sku: sku('SET'), quantity: 1 }),
			orderLine({ lineId: '2', sku: sku('BOX'), quantity: 2, bundleLineId: '1' }),
		];
		expect(shown(boxLevel, [held(order({ lines }))])).toBe(7);
	});

	test('an order concerns a level by its SKU, by a part of it, and by a bundle that it is in, in any case', () => {
		const of = (text: string) => open(order({ lines: [orderLine({ sku: sku(text) })] }));
		expect(['set', 'LID', 'box', 'CAP'].map((text) => affectsLevels([bundle])(of(text)))).toEqual([
			true,
			true,
			true,
			false,
		]);
		expect(affectsLevels([boxLevel])(of('SET'))).toBe(true);
	});
});

describe('the number in words', () => {
	test('names what is on hand, and which orders were taken off', () => {
		const [level = mug()] = withReservations([mug()], [held(sale(3))], rules);
		expect(availableOn('ebay', level).arithmetic).toBe(
			'10 on hand in QuickBooks - 3 sold and not in QuickBooks yet (woocommerce 812)',
		);
	});

	test('names five orders at most', () => {
		const sales = Array.from({ length: 7 }, (_, place) =>
			held(sale(1, { orderId: String(place), orderNumber: String(place) })),
		);
		const [level = mug()] = withReservations([mug()], sales, rules);
		expect(availableOn('ebay', level).arithmetic).toContain('and 2 more');
	});
});
