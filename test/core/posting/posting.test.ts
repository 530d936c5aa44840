import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fingerprintOf } from '../../../core/model/orderFingerprint';
import { documentNumber, identityKey, identityOf, requestId } from '../../../core/model/orderIdentity';
import { readMarker, noteWithMarker, type PostingMarker } from '../../../core/quickbooks/documentMarker';
import { findPricedLines } from '../../../core/posting/draft/documentLines';
import { toSku } from '../../../core/model/sku';
import { charge, order, orderLine } from '../../support/orders';

const marker: PostingMarker = {
	identity: 'woocommerce/shop.example.com/812',
	version: '2026-11-20T10:05:00.000Z',
	fingerprint: 'abc123',
	generation: 1,
	content: 'def456',
	tax: 1907,
	lineKeys: ['1a2b3', '4c5d6'],
	voidReason: null,
};

/** A note with nothing but the marker. */
const toMarkerText = (written: PostingMarker) => noteWithMarker('', written);

describe('The marker in a private note', () => {
	test('is read back as it was written, whatever stands around it', () => {
		const someText = fc.string().map((text) => text.replace(/\[qbosync/g, ''));
		const someMarker = fc.record({
			identity: fc
				.array(fc.string({ minLength: 1 }), { minLength: 3, maxLength: 4 })
				.map((parts) => parts.map(encodeURIComponent).join('/')),
			version: fc.constant(marker.version),
			fingerprint: fc.constantFrom('abc', '0123456789abcdef'),
			generation: fc.integer({ min: 1, max: 99 }),
			content: fc.constant('0123'),
			tax: fc.option(fc.integer({ min: -9_000_000, max: 9_000_000 })),
			lineKeys: fc.array(fc.constantFrom('aaaaa', 'bbbbb'), { maxLength: 20 }),
			voidReason: fc.constantFrom(null, 'cancelled' as const, 'duplicate' as const),
		});
		fc.assert(
			fc.property(someMarker, someText, someText, (written, before, after) => {
				expect(readMarker(`${before}${toMarkerText(written)}${after}`)).toEqual(written);
			}),
		);
	});

	test('is short enough for QuickBooks beside a note, however many lines a document has', () => {
		const long = { ...marker, lineKeys: Array<string>(1000).fill('abcde') };
		expect(toMarkerText(long).length).toBeLessThan(3100);
		expect(readMarker(toMarkerText(long))).toEqual({ ...long, lineKeys: [] });
	});

	test('takes the place of an older one and leaves what people wrote', () => {
		const note = `Call Ann. ${toMarkerText(marker)} Paid in cash.`;
		const newer = { ...marker, generation: 2 };
		expect(noteWithMarker(note, newer)).toBe(`Call Ann. ${toMarkerText(newer)} Paid in cash.`);
	});

	test('is read behind the beginning of one that somebody cut, which stays as what people wrote', () => {
		const cut = '[qbosync:1 o=woocommerce/shop.example.com/7 x=cancelled ';
		expect(readMarker(cut + toMarkerText(marker))).toEqual(marker);
		expect(noteWithMarker(cut + toMarkerText(marker), marker)).toBe(cut + toMarkerText(marker));
	});

	const oldNote =
		'Paid in cash. [qbosync:1 o=woocommerce/shop.example.com/812 v=2026-11-20T10:05:00.000Z f=abc123.fedcba9876543210 g=1 c=def456 l=1a2b3.4c5d6]';

	test('is read from a note in the old form, which has a hash of the refunds behind that of the sale', () => {
		expect(readMarker(oldNote)).toEqual({ ...marker, tax: null });
	});

	test('loses the hash of the refunds when a note in the old form is written again', () => {
		expect(noteWithMarker(oldNote, readMarker(oldNote) ?? marker)).toBe(oldNote.replace('.fedcba9876543210', ''));
	});

	test.each([
		'',
		'made by hand',
		'[qbosync:1 o=woocommerce/shop/812]',
		'[qbosync:1 ',
		'[qbosync:1 o=a v=yesterday f=a g=1 c=b]',
		'[qbosync:1 o=a v=2026-11-20T10:05:00.000Z f=a g=x c=b]',
	])('is not seen in "%s"', (note) => {
		expect(readMarker(note)).toBeNull();
	});
});

describe('The fingerprint', () => {
	const fingerprint = fingerprintOf(order());

	test.each([
		['the SKU', { lines: [orderLine({ sku: toSku('OTHER'), name: 'Other' })] }],
		['the state', { state: 'open' as const, channelState: 'pending' }],
		['the prefix of its shop', { booksPrefix: 'SHOP-' }],
		['the time of change', { modifiedAt: '2027-01-01T00:00:00.000Z' }],
		['the customer', { customer: { ...order().customer, email: 'new@example.com' } }],
		[
			'a refund',
			{
				refunds: [
					{ refundId: '1', refundedAt: '2026-11-21T00:00:00.000Z', total: 1, reason: null, tender: [], lines: [] },
				],
			},
		],
	])('does not depend on %s', (_what, changes) => {
		expect(fingerprintOf(order(changes))).toEqual(fingerprint);
	});

	test.each([
		['a line id', { lines: [orderLine({ lineId: '2' })] }],
		['the product', { lines: [orderLine({ listingRef: '102' })] }],
		['a quantity', { lines: [orderLine({ quantity: 3 })] }],
		['an amount', { lines: [orderLine({ net: 2501 })] }],
		['tax', { lines: [orderLine({ tax: 1 })] }],
		['shipping', { shipping: [charge()] }],
		['the total', { total: 2501 }],
	])('changes with %s', (_what, changes) => {
		expect(fingerprintOf(order(changes))).not.toEqual(fingerprint);
	});

	test('does not depend on the sequence in which a channel lists the lines', () => {
		const lines = [orderLine({ lineId: '1' }), orderLine({ lineId: '2' })];
		expect(fingerprintOf(order({ lines: [...lines].reverse() }))).toEqual(fingerprintOf(order({ lines })));
	});

	test('tells a refund from an edit of the sale', () => {
		const refunded = fingerprintOf(
			order({
				refunds: [
					{ refundId: '1', refundedAt: '2026-11-21T00:00:00.000Z', total: 1, reason: null, tender: [], lines: [] },
				],
			}),
		);
		expect(refunded).toBe(fingerprint);
	});
});

describe('A document number', () => {
	test('is the prefix and the order number', () => {
		expect(documentNumber('WC-', order())).toBe('WC-812');
		expect(documentNumber('EB-', order({ orderNumber: '12-34567-89012' }))).toBe('EB-12-34567-89012');
	});

	test('of a later generation or a credit is a name of its own', () => {
		expect(documentNumber('WC-', order(), { generation: 2 })).toBe('WC-812-2');
		expect(documentNumber('WC-', order(), { refundId: '5' })).toBe('WC-812-R5');
	});

	test('never exceeds 21 characters, and long ones stay apart', () => {
		const number = (orderId: string, generation: number, prefix: string) =>
			documentNumber(prefix, order({ orderId, orderNumber: `number-${'9'.repeat(20)}-${orderId}` }), { generation });
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 2 }),
				fc.constantFrom('', 'WC-', 'ABCDEFGH'),
				fc.integer({ min: 1, max: 9 }),
				([one = '', other = ''], prefix, generation) => {
					expect(number(one, generation, prefix).length).toBeLessThanOrEqual(21);
					expect(number(one, generation, prefix)).not.toBe(number(other, generation, prefix));
					expect(number(one, generation, prefix)).not.toBe(number(one, generation + 1, prefix));
				},
			),
		);
	});
});

describe('A request id', () => {
	test('is the same for the same body, and another for anything else', () => {
		const id = requestId('1', identityKey(identityOf(order())), 'create', 1, { a: 1 });
		expect(requestId('1', identityKey(identityOf(order())), 'create', 1, { a: 1 })).toBe(id);
		expect(id.length).toBeLessThanOrEqual(50);
		const others = [
			requestId('2', identityKey(identityOf(order())), 'create', 1, { a: 1 }),
			requestId('1', identityKey(identityOf(order(), '5')), 'create', 1, { a: 1 }),
			requestId('1', identityKey(identityOf(order())), 'update', 1, { a: 1 }),
			requestId('1', identityKey(identityOf(order())), 'create', 2, { a: 1 }),
			requestId('1', identityKey(identityOf(order())), 'create', 1, { a: 2 }),
		];
		expect(new Set([id, ...others]).size).toBe(6);
	});

	test('does not mix up identities whose parts run together', () => {
		const keys = [
			identityKey({ channel: 'a/b', account: 'c', orderId: 'd', refundId: null }),
			identityKey({ channel: 'a', account: 'b/c', orderId: 'd', refundId: null }),
		];
		expect(new Set(keys).size).toBe(2);
	});
});

describe('Unit prices', () => {
	const rounded = (value: number) => Math.round(value * 100);

	test('make amount = quantity x price hold as QuickBooks reckons, for any amount and quantity', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 1_000_000 }),
				fc.integer({ min: -10_000_000, max: 100_000_000 }),
				(quantity, hundredths) => {
					const lines = findPricedLines(quantity, hundredths) ?? [];
					expect(lines.reduce((sum, line) => sum + line.hundredths, 0)).toBe(hundredths);
					expect(lines.reduce((sum, line) => sum + line.quantity, 0)).toBe(quantity);
					for (const line of lines)
						expect(Math.abs(rounded(line.quantity * line.unitPrice))).toBe(Math.abs(line.hundredths));
				},
			),
			{ numRuns: 2000 },
		);
	});

	test('work for parts of a unit', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 100_000 }),
				fc.integer({ min: 0, max: 1_000_000 }),
				(thousandths, hundredths) => {
					const [line] = findPricedLines(thousandths / 1000, hundredths) ?? [];
					expect(rounded((line?.quantity ?? 0) * (line?.unitPrice ?? 0))).toBe(hundredths);
				},
			),
		);
	});

	test('have no more decimals than it takes', () => {
		expect(findPricedLines(2, 2500)).toEqual([{ quantity: 2, unitPrice: 12.5, hundredths: 2500 }]);
		expect(findPricedLines(3, 1000)).toEqual([{ quantity: 3, unitPrice: 3.333, hundredths: 1000 }]);
	});

	test('split a quantity too large for seven decimals', () => {
		expect(findPricedLines(300_000, 100_001)).toEqual([
			{ quantity: 199_999, unitPrice: 0, hundredths: 0 },
			{ quantity: 100_001, unitPrice: 0.01, hundredths: 100_001 },
		]);
	});

	test.each([
		[0, 100],
		[-1, 100],
		[Number.NaN, 100],
		[9_000_000.5, 12_345],
	])('do not exist for %d units and %d hundredths', (quantity, hundredths) => {
		expect(findPricedLines(quantity, hundredths)).toBeNull();
	});
});
