import { describe, expect, test } from '@jest/globals';
import { attentionMessage } from '../../../core/reporting/attentionMessage';

const waiting = {
	summary: 'Order 33, waits since 2026-11-28: Soap has no SKU',
	orderNumber: '33',
	buyer: 'Ana Ruiz',
	total: '42.45 USD',
	waitingSince: '2026-11-29T02:00:00.000Z',
	reason: 'Soap has no SKU',
	orderUrl: 'https://shop.test/33',
	order: { channel: 'woocommerce' },
};
const posted = {
	summary: 'Order 34 waits, invoice WC-34 is there: its total differs',
	orderNumber: '34',
	reason: 'Its total differs',
	document: { type: 'Invoice', number: 'WC-34', id: '7' },
	documentUrl: 'https://books.test/invoice?txnId=7',
};
const unreadable = {
	summary: 'Order 66 of WooCommerce cannot be read (order.total): should be an amount',
	orderId: '66',
	channel: 'woocommerce',
	reason: 'should be an amount',
};
const refused = {
	summary: 'MUG on WooCommerce shows 9 and should show 4: refused',
	sku: 'MUG',
	name: 'Mug',
	channel: 'woocommerce',
	reason: 'refused',
	outcome: 'failed',
};
const oversold = { summary: 'TEE is oversold: 3 too many', sku: 'TEE', reason: '3 too many', outcome: 'oversold' };
const shop = { summary: 'eBay is down', reason: 'It is down', outcome: 'failed', channel: 'ebay' };

function messageOf(...rows: ReadonlyArray<Record<string, unknown>>) {
	const message = attentionMessage(rows, 'America/New_York');
	if (message === null) throw new Error('There should be a message');
	return message;
}
const cells = (html: string) =>
	html.split('<tr>').map((row) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell]) => cell));

describe('The message of a run', () => {
	test('is none where nothing needs attention', () => {
		expect(attentionMessage([], 'UTC')).toBeNull();
	});

	test('about one thing has its sentence as the subject', () => {
		expect(messageOf(oversold).subject).toBe('TEE is oversold: 3 too many');
	});

	test('about several counts them by kind', () => {
		expect(messageOf(waiting, unreadable, oversold, refused, shop).subject).toBe(
			'Stock sync: 2 orders wait, 1 oversold, 2 more things to look at',
		);
		expect(messageOf(waiting, oversold).subject).toBe('Stock sync: 1 order waits, 1 oversold');
		expect(messageOf(refused, shop).subject).toBe('Stock sync: 2 things to look at');
	});

	test('says in a table what it is about, what is wrong, whether it is in QuickBooks, and since which day of the workflow', () => {
		const [, ...rows] = cells(messageOf(waiting, posted, unreadable, refused, oversold, shop).html);
		expect(rows).toEqual([
			['What', 'What is wrong, and what to do', 'In QuickBooks', 'Since'],
			[
				'<a href="https://shop.test/33">Order 33 of WooCommerce, Ana Ruiz, 42.45 USD</a>',
				'Soap has no SKU',
				'no',
				'2026-11-28',
			],
			['Order 34', 'Its total differs', '<a href="https://books.test/invoice?txnId=7">invoice WC-34</a>', ''],
			['Order 66 of WooCommerce', 'should be an amount', 'no', ''],
			['MUG on WooCommerce', 'refused', '', ''],
			['TEE', '3 too many', '', ''],
			['eBay', 'It is down', '', ''],
		]);
	});

	test('has no column that nothing stands in', () => {
		expect(cells(messageOf(refused, shop).html)[1]).toEqual(['What', 'What is wrong, and what to do']);
	});

	test('as text is a line for each, with the places where people see it below', () => {
		expect(messageOf(waiting, refused).text).toBe(
			'- Order 33, waits since 2026-11-28: Soap has no SKU\n  https://shop.test/33\n\n- MUG on WooCommerce shows 9 and should show 4: refused',
		);
	});

	test('shows HTML in a name as it is written', () => {
		const { html } = messageOf({ ...waiting, buyer: '<img src=x>', orderUrl: '"><script>' });
		expect(html).toContain('&lt;img src=x&gt;');
		expect(html).not.toMatch(/<img|<script/);
	});

	test('tells of what is odd, and says so where there is nothing to tell', () => {
		const odd = {
			sku: ['a', 'list'],
			document: 'constructor',
			orderNumber: 5,
			waitingSince: 'yesterday',
			summary: null,
		};
		expect(messageOf(odd).text).toBe('- Something needs attention');
		expect(cells(messageOf(odd).html)[2]).toEqual(['Order 5', 'Something needs attention', 'no']);
		expect(cells(messageOf({ reason: 'why' }).html)[2]).toEqual(['This workflow', 'why']);
	});

	test('names 200 and counts the rest', () => {
		expect(messageOf(refused).html).not.toContain('<p');
		const { subject, text, html } = messageOf(...Array.from({ length: 1203 }, () => refused));
		expect(subject).toBe('Stock sync: 1,203 things to look at');
		expect([text, html].map((one) => one.split('refused').length - 1)).toEqual([200, 200]);
		expect([text, html].map((one) => one.includes('and 1,003 more, in the run in n8n'))).toEqual([true, true]);
	});

	test('has a subject of one line that a mail shows', () => {
		const { subject, text } = messageOf({ summary: `A very\n long ${'sentence '.repeat(40)}` });
		expect([...subject]).toHaveLength(150);
		expect(subject).toMatch(/^A very long sentence .*…$/);
		expect(text).toContain('sentence '.repeat(39));
	});
});
