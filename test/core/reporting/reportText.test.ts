import { describe, expect, test } from '@jest/globals';
import type { ReportFacts } from '../../../core/reporting/nightlyReport';
import { reportInWords } from '../../../core/reporting/reportText';
import { reportRow, type ReportRow } from '../../../core/reporting/reportRow';

const facts = (rows: readonly ReportRow[], more: Partial<ReportFacts> = {}): ReportFacts => ({
	channelNames: ['eBay', 'WooCommerce'],
	rows,
	compared: 812,
	reads: { reads: 12_345, since: null },
	now: '2026-11-29T05:30:00.000Z',
	...more,
});
const order = (number: number, reason = 'It has no SKU') =>
	reportRow('order', `Order ${number} of eBay waits: ${reason}`, {
		orderNumber: String(number),
		channelName: 'eBay',
		reason,
	});
const level = reportRow('stock', 'MUG on eBay shows 3 and should show 4', { sku: 'MUG', shows: 3, shouldShow: 4 });
const mended = reportRow('mended', 'TEE on eBay showed 3 and was set to 4', { sku: 'TEE', shows: 3, shouldShow: 4 });

describe('The report in words', () => {
	test('is one line when all is well', () => {
		const { subject, text, html, allIsWell } = reportInWords(facts([]));
		expect(subject).toBe('Stock sync: all is well');
		expect(text).toBe(
			'All is well: 812 levels of QuickBooks agree with eBay and WooCommerce, and no order waits. QuickBooks was read 12,345 times this month, of 500,000 that are free.',
		);
		expect(html.match(/<table|<h3/g)).toBeNull();
		expect(allIsWell).toBe(true);
	});

	test('says since when reads are counted where that is not the whole month', () => {
		const since = '2026-11-20T12:00:00.000Z';
		expect(reportInWords(facts([], { reads: { reads: 1, since } })).text).toMatch(
			/QuickBooks was read 1 time this month, of 500,000 that are free, counted since n8n was started at 2026-11-20 12:00 UTC\.$/,
		);
	});

	test('counts in its subject what a person has to see to, and then lists it, a section for each kind', () => {
		const { subject, text, allIsWell } = reportInWords(facts([level, order(1), order(2), mended]));
		expect(subject).toBe('Stock sync: 2 orders wait, 1 level differs, 1 level fixed in the last day');
		expect(allIsWell).toBe(false);
		expect(text.split('\n\n').slice(1)).toEqual([
			'Orders that wait\n- Order 1 of eBay waits: It has no SKU\n- Order 2 of eBay waits: It has no SKU',
			'Stock that differs\n- MUG on eBay shows 3 and should show 4',
			'Fixed by the sync in the last day: nothing to do\n- TEE on eBay showed 3 and was set to 4',
		]);
	});

	test('is well where all that differed was fixed', () => {
		const { subject, text, allIsWell } = reportInWords(facts([mended]));
		expect(subject).toBe('Stock sync: all is well, 1 level fixed in the last day');
		expect(text).toContain('Fixed by the sync in the last day');
		expect(allIsWell).toBe(true);
	});

	test('shows HTML in a name as it is written, and columns that have a value', () => {
		const evil = `<img src=x onerror="alert('1')"> & Co`;
		const { html, text } = reportInWords(facts([order(1, evil)]));
		expect(html).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; Co');
		expect(html).not.toContain('<img');
		expect([...html.matchAll(/<th [^>]*>([^<]*)</g)].map(([, heading]) => heading)).toEqual([
			'Order',
			'Channel',
			'Why, and what to do',
		]);
		expect(text).toContain(evil);
	});

	test('leads to the order and to the document where people see them, and nowhere else', () => {
		const linked = reportRow('order', 'Order 7 of eBay waits', {
			orderNumber: '7',
			orderUrl: 'https://shop.test/?a=1&b="2"',
		});
		const document = reportRow('document', 'It has no order', {
			documentNumber: 'WC-8',
			documentUrl: 'https://books.test/8',
		});
		const { html } = reportInWords(facts([linked, order(9), document]));
		expect([...html.matchAll(/<a [^>]*>[^<]*<\/a>/g)].map(([link]) => link)).toEqual([
			'<a href="https://shop.test/?a=1&amp;b=&quot;2&quot;">7</a>',
			'<a href="https://books.test/8">WC-8</a>',
		]);
	});

	test('leads from a SKU to its item in QuickBooks, and from its name to the listing in the shop', () => {
		const links = { itemUrl: 'https://books.test/5?a=1&b=2', productUrl: 'https://shop.test/101' };
		const differs = reportRow('stock', 'MUG differs', { sku: 'MUG', name: '<b>Mug</b>', ...links });
		const { html } = reportInWords(facts([differs, reportRow('stock', 'TEE differs', { sku: 'TEE', name: 'Tee' })]));
		expect([...html.matchAll(/<a [^>]*>[^<]*<\/a>/g)].map(([link]) => link)).toEqual([
			'<a href="https://books.test/5?a=1&amp;b=2">MUG</a>',
			'<a href="https://shop.test/101">&lt;b&gt;Mug&lt;/b&gt;</a>',
		]);
	});

	test('begins a row with its sentence', () => {
		expect(Object.keys(reportRow('sku', 'MUG: enter it', { sku: 'MUG' }))).toEqual(['summary', 'sku', 'about']);
	});

	test('ends a list after 500 lines and says how many are left; the rows are all of them', () => {
		const many = Array.from({ length: 1_503 }, (_, place) => order(place));
		const { html, text, rows } = reportInWords(facts(many));
		expect(text.split('\n').filter((line) => line.startsWith('- Order'))).toHaveLength(500);
		expect(text).toMatch(/\n- and 1,003 more, in the run in n8n$/);
		expect(html.match(/<tr>/g)).toHaveLength(501);
		expect(html).toContain('and 1,003 more, in the run in n8n');
		expect(rows).toHaveLength(1_503);
	});
});

test('A row has its sentence and its section, and nothing that has no value', () => {
	expect(reportRow('sku', 'Words', { sku: null, name: '', reason: undefined, shows: 0 })).toEqual({
		about: 'sku',
		summary: 'Words',
		shows: 0,
	});
});
