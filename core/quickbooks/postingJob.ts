import type { BooksDocument } from '../domain/booksDocument';
import { buyerCustomer, channelCustomer, type CustomerWish } from '../domain/customerWish';
import { draftDocument, draftUpdate } from '../domain/documentDraft';
import type { DraftFacts } from '../domain/draftSettings';
import { draftTrouble } from '../domain/draftTrouble';
import { identityKey, identityOf, requestId } from '../domain/identity';
import { numberPrefix } from '../domain/numberPrefix';
import type { PlanChoices, PostingPlan } from '../domain/postingPlan';
import { postedDocument, withDocument, withoutDocument, type PostingOutcome } from '../domain/postingOutcome';
import type { SalesOrder } from '../domain/salesOrder';
import type { OrderItems } from './postingItems';
import type { OrderToPost, PostingOptions } from './postingTypes';
import type { DocumentWrite } from './postingWrites';
import type { Company } from './quickBooksClient';

/** One order on its way into the books. */
export interface PostingJob extends OrderToPost {
	readonly plan: PostingPlan;
	readonly items: OrderItems;
}

export type WritingPlan = Extract<PostingPlan, { readonly action: 'create' | 'update' }>;
export type WritingJob = PostingJob & { readonly plan: WritingPlan };

export function planChoices(options: PostingOptions): (order: SalesOrder) => PlanChoices {
	return ({ channel }) => ({ prefix: numberPrefix(options.numberPrefix, channel), goLive: options.goLive });
}

/** The outcome of a plan that writes nothing; null for one that has to be written. */
export function outcomeOfPlan(order: SalesOrder, plan: PostingPlan): PostingOutcome | null {
	if (plan.action === 'nothingToPost') return withoutDocument('nothingToPost', plan.reason);
	if (plan.action === 'alreadyThere') return withDocument('alreadyThere', order, postedDocument(plan.document), plan.reason);
	if (plan.action !== 'needsAttention') return null;
	if (plan.document === null) return withoutDocument('needsAttention', plan.reason);
	return withDocument('needsAttention', order, postedDocument(plan.document), plan.reason);
}

/** Why a planned document cannot be written; null when it can. */
export function troubleOf(job: WritingJob, company: Company, options: PostingOptions): string | null {
	return job.items.trouble ?? draftTrouble(job.order, factsOf(job, company, options));
}

/** What would be written. */
export function previewOf({ order, plan }: WritingJob, { draft }: PostingOptions): PostingOutcome {
	const isNew = plan.action === 'create';
	const document = {
		type: isNew ? draft.documentType : plan.document.type,
		id: isNew ? null : plan.document.id,
		number: isNew ? plan.number : plan.document.number,
		total: order.total,
		currency: order.currency,
	};
	return withDocument('preview', order, document, isNew ? 'It would be posted' : 'The document would be updated');
}

export function customerWishOf({ order }: PostingJob, company: Company, { customer, channelName }: PostingOptions): CustomerWish {
	const naming = { ...company, channelName: channelName(order.channel) };
	return customer.kind === 'buyer' ? buyerCustomer(order, naming) : channelCustomer(order, customer.name, naming);
}

/** The request that creates the document, for the customer found. */
export function creation(job: WritingJob, customerId: string, company: Company, options: PostingOptions): DocumentWrite {
	const { order, plan } = job;
	if (plan.action !== 'create') throw new Error('Only a new document is created');
	const type = options.draft.documentType;
	const { number, generation } = plan;
	const body = draftDocument(order, { type, number, generation, customerId }, factsOf(job, company, options));
	const id = requestId(company.realmId, identityKey(identityOf(order)), 'create', generation, body);
	return { order, operation: 'create', type, number, body, requestId: id };
}

/** The request that brings the document to the order's new version; its customer stays. */
export function correction(job: WritingJob, document: BooksDocument, company: Company, options: PostingOptions): DocumentWrite {
	const { order } = job;
	const body = draftUpdate(order, document, factsOf(job, company, options));
	const id = requestId(company.realmId, identityKey(identityOf(order)), 'update', document.marker?.generation ?? 1, body);
	return { order, operation: 'update', type: document.type, number: document.number ?? '', body, requestId: id };
}

function factsOf({ items }: PostingJob, company: Company, { draft }: PostingOptions): DraftFacts {
	return { company, choices: draft, itemOf: (lineId) => items.itemIds.get(lineId) ?? null };
}
