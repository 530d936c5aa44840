import { sum, type Money } from '../../model/money';
import { fingerprintOf } from '../../model/orderFingerprint';
import { identityKey, identityOf, numberPrefix, requestId } from '../../model/orderIdentity';
import type { SalesOrder } from '../../model/salesOrder';
import { buyerCustomer, channelCustomer, type TargetCustomer } from '../draft/customerDraft';
import type { DraftFacts } from '../draft/draftSettings';
import { draftTrouble } from '../draft/draftTrouble';
import { roundingKey } from '../draft/roundingPart';
import { draftSale, draftSaleUpdate } from '../draft/saleDraft';
import type { OrderToPost, PostingOptions } from '../plan/postingOptions';
import {
	toPostedDocument,
	type PostingOutcome,
	outcomeWithDocument,
	outcomeWithoutDocument,
} from '../plan/postingOutcome';
import type { PlanChoices, PostingPlan } from '../plan/postingPlan';
import type { OrderItems } from './orderItems';
import type { DocumentWrite } from './writeDocuments';
import type { BooksDocument, BooksDocumentType } from '../../quickbooks/booksDocument';
import type { Company } from '../../quickbooks/quickBooksClient';
import type { TaxCode } from '../../quickbooks/taxCodes';

/** One order on its way into the books. */
export interface PostingJob extends OrderToPost {
	readonly plan: PostingPlan;
	readonly items: OrderItems;
	/** Documents under the order's numbers, as they were found: credits and strangers among them. */
	readonly found: readonly BooksDocument[];
}

export type WritingPlan = Extract<PostingPlan, { readonly action: 'create' | 'update' }>;

export type WritingJob = PostingJob & { readonly plan: WritingPlan };

/** What all orders of a run share. */
export interface PostingRun {
	readonly company: Company;
	readonly taxCodes: readonly TaxCode[];
	readonly options: PostingOptions;
	/** QuickBooks' payment methods, by their names in lower case. */
	readonly paymentMethods: ReadonlyMap<string, string>;
	/** QuickBooks' account for money that is not at the bank yet; null where it has none, or nobody needs it. */
	readonly undepositedFundsId: string | null;
}

export function planChoices(options: PostingOptions): (order: SalesOrder) => PlanChoices {
	return ({ channel }) => ({ prefix: numberPrefix(options.numberPrefix, channel), goLive: options.goLive });
}

/** The outcome of a plan that writes nothing; null for one that has to be written. */
export function outcomeOfPlan(order: SalesOrder, plan: PostingPlan): PostingOutcome | null {
	if (plan.action === 'nothingToPost') return outcomeWithoutDocument('nothingToPost', plan.reason);
	if (plan.action === 'alreadyThere')
		return outcomeWithDocument('alreadyThere', order, toPostedDocument(plan.document), plan.reason);
	if (plan.action !== 'needsAttention') return null;
	if (plan.document === null) return outcomeWithoutDocument('needsAttention', plan.reason);
	return outcomeWithDocument('needsAttention', order, toPostedDocument(plan.document), plan.reason);
}

/** Why a planned document cannot be written; null when it can. */
export function troubleOf(job: PostingJob, run: PostingRun): string | null {
	return job.items.trouble ?? draftTrouble(job.order, factsOf(job, run));
}

/** What would be written. */
export function previewOf({ order, plan }: WritingJob, { draft }: PostingOptions): PostingOutcome {
	const isNew = plan.action === 'create';
	const document = {
		type: isNew ? saleType(order, draft.documentType) : plan.document.type,
		id: isNew ? null : plan.document.id,
		number: isNew ? plan.number : plan.document.number,
		total: order.total,
		currency: order.currency,
	};
	const refunds = order.refunds.length === 0 ? '' : `, and its refunds (${order.refunds.length}) credited`;
	return outcomeWithDocument(
		'preview',
		order,
		document,
		isNew ? `It would be posted${refunds}` : 'The document would be updated',
	);
}

export function customerWishOf(
	{ order }: PostingJob,
	company: Company,
	{ customer, channelName }: PostingOptions,
): TargetCustomer {
	const naming = { ...company, channelName: channelName(order.channel) };
	return customer.kind === 'buyer' ? buyerCustomer(order, naming) : channelCustomer(order, customer.name, naming);
}

/** The request that creates the document, for the customer found. */
export function creation(job: WritingJob, customerId: string, run: PostingRun): DocumentWrite {
	const { order, plan } = job;
	if (plan.action !== 'create') throw new Error('Only a new document is created');
	const type = saleType(order, run.options.draft.documentType);
	const { number, generation } = plan;
	const body = draftSale(
		order,
		{ type, number, generation, customerId, paymentMethodId: paymentMethodOf(order, run) },
		factsOf(job, run),
	);
	return { ...writeOf(order, 'create', generation, body, run), operation: 'create', type, number };
}

/** The request that brings the document to the order's new version; its customer stays. */
export function correction(
	job: PostingJob,
	document: BooksDocument,
	run: PostingRun,
	rounding: Money = 0,
): DocumentWrite {
	const body = draftSaleUpdate(job.order, document, factsOf(job, run), rounding);
	const { type, number, marker } = document;
	return {
		...writeOf(job.order, 'update', marker?.generation ?? 1, body, run),
		operation: 'update',
		type,
		number: number ?? '',
	};
}

/** What a rounding line of ours takes up in a document already. */
export function roundingIn({ lines }: BooksDocument): Money {
	return sum(lines.filter(({ key }) => key === roundingKey()).map(({ amount }) => amount));
}

export function factsOf({ items }: PostingJob, { company, taxCodes, options }: PostingRun): DraftFacts {
	return {
		company,
		choices: options.draft,
		taxCodes,
		lines: items.lines,
		itemOf: (lineId) => items.items.get(lineId) ?? null,
	};
}

export function paymentMethodOf({ payment }: SalesOrder, { paymentMethods }: PostingRun): string | null {
	return paymentMethods.get(payment?.method?.trim().toLowerCase() ?? '') ?? null;
}

/** The types that a new sale's document may have. */
export function saleTypes(choice: PostingOptions['draft']['documentType']): BooksDocumentType[] {
	return choice === 'byPayment' ? ['Invoice', 'SalesReceipt'] : [choice];
}

function saleType({ payment }: SalesOrder, choice: PostingOptions['draft']['documentType']): BooksDocumentType {
	if (choice !== 'byPayment') return choice;
	return payment?.paid === true ? 'SalesReceipt' : 'Invoice';
}

function writeOf(
	order: SalesOrder,
	action: string,
	generation: number,
	body: DocumentWrite['body'],
	{ company }: PostingRun,
) {
	const identity = identityKey(identityOf(order));
	return {
		identity,
		fingerprint: fingerprintOf(order),
		body,
		requestId: requestId(company.realmId, identity, action, generation, body),
	};
}
