import type { Money } from '../../model/money';
import { fingerprintOf } from '../../model/orderFingerprint';
import { identityKey, identityOf } from '../../model/orderIdentity';
import { moneyPayments } from '../../model/payments';
import type { SalesOrder } from '../../model/salesOrder';
import { buyerCustomer, channelCustomer, type TargetCustomer } from '../draft/customerDraft';
import { saleType } from '../draft/draftSettings';
import { saleDay } from '../draft/saleDay';
import { draftSale, draftSaleUpdate } from '../draft/saleDraft';
import { draftShipping, draftTerms } from '../draft/shippingDraft';
import { withRequestId, type DocumentWrite } from './documentWrite';
import { factsOf, findPaymentMethodId, type PostingRun } from './postingRun';
import type { OrderToWrite, PlannedOrder } from './stages';
import type { BooksDocument } from '../../quickbooks/booksDocument';

/** The customer that the order's document names. */
export function targetCustomerOf({ order, choices }: PlannedOrder, { company, options }: PostingRun): TargetCustomer {
	const { customer } = choices;
	const naming = { ...company, channelName: options.channelName(order.channel) };
	return customer.kind === 'buyer' ? buyerCustomer(order, naming) : channelCustomer(order, customer.name, naming);
}

/** The request that creates the document, for the customer found. */
export function draftSaleCreation(orderToWrite: OrderToWrite, customerId: string, run: PostingRun): DocumentWrite {
	const { order, choices, plan } = orderToWrite;
	if (plan.action !== 'create') throw new Error('Only a new document is created');
	const type = saleType(order, choices.draft);
	const { number, generation } = plan;
	const facts = factsOf(orderToWrite, run);
	const sale = draftSale(
		order,
		{
			type,
			number,
			generation,
			customerId,
			paymentMethodId: findPaymentMethodId(orderToWrite, moneyPayments(order)[0], run),
		},
		facts,
	);
	const { day } = saleDay(order, facts);
	const body = { ...sale, ...draftShipping(order, facts), ...draftTerms(order, type, day, facts) };
	return writeOf(order, { operation: 'create', type, number, generation, body }, run);
}

/** The request that brings the document to the order's new version; its customer stays. */
export function draftSaleCorrection(
	plannedOrder: PlannedOrder,
	document: BooksDocument,
	run: PostingRun,
	rounding: Money = 0,
): DocumentWrite {
	const { order } = plannedOrder;
	const body = draftSaleUpdate(order, document, factsOf(plannedOrder, run), rounding);
	const { type, number, marker } = document;
	const generation = marker?.generation ?? 1;
	return writeOf(order, { operation: 'update', type, number: number ?? '', generation, body }, run);
}

function writeOf(
	order: SalesOrder,
	write: Omit<DocumentWrite, 'identity' | 'fingerprint' | 'requestId'>,
	{ company }: PostingRun,
): DocumentWrite {
	const whole = { ...write, identity: identityKey(identityOf(order)), fingerprint: fingerprintOf(order) };
	return withRequestId(whole, write.operation, company.realmId);
}
