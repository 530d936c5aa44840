import type { BooksDocument } from '../books.mts';

/** A document for the tests of the judge: the paid sale of WooCommerce order 7, of 100.00 without tax. */
export const madeUpSale: BooksDocument = {
	type: 'Invoice',
	id: '1',
	docNumber: 'WC-7',
	customerId: '1',
	currency: 'USD',
	total: 10_000,
	tax: 0,
	balance: 0,
	txnDate: '2026-11-20',
	note: '[qbosync:1 o=woocommerce/shop.example.com/7 v=2]',
	voided: false,
	lines: [],
};
