import { marketplaceCaution } from '../draft/marketplaceTax';
import { saleTypes } from '../draft/paymentRules';
import { saleDay } from '../draft/saleDay';
import type { DocumentWrite } from '../plan/documentWrite';
import { outcomeWithDocument, outcomeWithoutDocument, toPostedDocument } from '../plan/postingOutcome';
import { findPlannedOutcome, saleTrouble, toPreview, updateTrouble } from '../plan/plannedOutcome';
import { deletedReason } from '../plan/salePlan';
import { factsOf, type PostingRun } from '../plan/postingRun';
import type { OrderToWrite, PlannedOrder, WrittenSale } from '../plan/stages';
import { isOffByTaxAlone } from '../plan/taxDifference';
import { findOrCreateCustomers } from './customers';
import { isDeleted, readDocumentsBeside, type DocumentsBeside } from './documentsBeside';
import { findSurvivor, inactiveCustomerTrouble } from './mergedCustomers';
import { recogniseSale } from './recogniseSale';
import { correctKeptSale, correctSaleRounding } from './saleRounding';
import { draftSaleCorrection, draftSaleCreation, targetCustomerOf } from '../plan/saleWrites';
import { voidDuplicates } from './voidDuplicates';
import { type DocumentWritten, writeDocuments } from './writeDocuments';
import { nameOf, type BooksDocument } from '../../quickbooks/booksDocument';
import { documentKey } from '../../quickbooks/documentIndex';
import { FAULT, isTransientFault, toRefusalText } from '../../quickbooks/faults';
import { readHolders } from '../../quickbooks/knownDocuments';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';
import { readFields, readNonEmptyText } from '../../reading/readUnknown';

/**
 * Writes what has to be and can be written. One answer for each order, in the order given.
 *
 * 1. Documents without a mark are recognised. An order whose plan writes no sale has its outcome; the rounding of a sale that is there already is put right.
 * 2. An order that cannot be written is told why, and a preview says what would be written.
 * 3. All other sales are written together.
 */
export async function writeSales(
	client: QuickBooksClient,
	plannedOrders: readonly PlannedOrder[],
	run: PostingRun,
): Promise<WrittenSale[]> {
	const writtenSales: WrittenSale[] = [];
	const ordersToWrite: OrderToWrite[] = [];
	for (const plannedOrder of plannedOrders) {
		const recognised = await recogniseSale(client, plannedOrder, run);
		const writtenSale = 'outcome' in recognised ? recognised : await findSettled(client, recognised, run);
		if (writtenSale !== null) writtenSales.push(writtenSale);
		else if (isToWrite(recognised)) ordersToWrite.push(recognised);
	}
	writtenSales.push(...(await writeTogether(client, ordersToWrite, run)));
	const byOrder = new Map(writtenSales.map((writtenSale) => [writtenSale.order, writtenSale]));
	return plannedOrders.map(({ order }) => required(byOrder.get(order), order.orderId));
}

function isToWrite(plannedOrder: PlannedOrder): plannedOrder is OrderToWrite {
	return plannedOrder.plan.action === 'create' || plannedOrder.plan.action === 'update';
}

function required(writtenSale: WrittenSale | undefined, orderId: string): WrittenSale {
	if (writtenSale === undefined) throw new Error(`Order ${orderId} got no outcome`);
	return writtenSale;
}

/** Why an order is not written, or what would be; null for one that is written. */
function findUnwritten(orderToWrite: OrderToWrite, run: PostingRun): WrittenSale | null {
	const trouble = saleTrouble(orderToWrite, run) ?? updateTrouble(orderToWrite, run);
	if (trouble !== null) return refused(orderToWrite, 'needsAttention', trouble);
	if (run.options.writes) return null;
	return { ...orderToWrite, outcome: toPreview(orderToWrite), document: null, hasConflict: false };
}

/** Null for an order whose sale has to be written, and can be. */
async function findSettled(
	client: QuickBooksClient,
	plannedOrder: PlannedOrder,
	run: PostingRun,
): Promise<WrittenSale | null> {
	return isToWrite(plannedOrder)
		? findUnwritten(plannedOrder, run)
		: await correctPlannedSale(client, plannedOrder, run);
}

/** Null for an order whose sale has to be written. A document that is there already, and as new as the order, may have payments and credits after it. */
async function correctPlannedSale(
	client: QuickBooksClient,
	plannedOrder: PlannedOrder,
	run: PostingRun,
): Promise<WrittenSale | null> {
	const { order, plan } = plannedOrder;
	const outcome = findPlannedOutcome(plannedOrder);
	if (outcome === null) return null;
	const withoutWrite = { ...plannedOrder, outcome, document: null, hasConflict: false };
	if (plan.action !== 'alreadyThere' || !plan.isCurrent) return withoutWrite;
	if (order.state === 'cancelled') return { ...withoutWrite, document: plan.document };
	return { ...withoutWrite, ...(await correctKeptSale(client, plannedOrder, { ...plan, outcome }, run)) };
}

type Prepared =
	| {
			readonly orderToWrite: OrderToWrite;
			readonly write: DocumentWrite;
			readonly trouble: null;
			/** What a person should know of its customer; null where there is nothing to say. */
			readonly customerCaution: string | null;
	  }
	| {
			readonly orderToWrite: OrderToWrite;
			readonly write: null;
			readonly trouble: string;
			readonly customerCaution: null;
	  };

/**
 * 1. The customers of new documents are found or made, and every document is drafted.
 * 2. All documents are written.
 * 3. What changed meanwhile is read: another run may have written the same order.
 * 4. Each sale is finished: what is one too many is voided, and QuickBooks' rounding is put right.
 */
async function writeTogether(
	client: QuickBooksClient,
	ordersToWrite: readonly OrderToWrite[],
	run: PostingRun,
): Promise<WrittenSale[]> {
	if (ordersToWrite.length === 0) return [];
	const prepared = await prepare(client, ordersToWrite, run);
	const writes = prepared.flatMap(({ write }) => write ?? []);
	const results = await writeDocuments(client, writes);
	const types = [...new Set(ordersToWrite.flatMap(({ choices }) => saleTypes(choices.draft)))];
	const beside = await readDocumentsBeside(client, { writes, results, types });
	const writtenSales: WrittenSale[] = [];
	for (const { orderToWrite, write, trouble, customerCaution } of prepared) {
		writtenSales.push(
			write === null
				? refused(orderToWrite, 'needsAttention', trouble)
				: await finishSale(
						client,
						orderToWrite,
						{ result: results.get(write), beside, customerCaution, customerId: customerOf(write) },
						run,
					),
		);
	}
	return writtenSales;
}

async function prepare(
	client: QuickBooksClient,
	ordersToWrite: readonly OrderToWrite[],
	run: PostingRun,
): Promise<Prepared[]> {
	const creations = ordersToWrite.filter(({ plan }) => plan.action === 'create');
	const customers = await findOrCreateCustomers(
		client,
		creations.map((orderToWrite) => targetCustomerOf(orderToWrite, run)),
		async ({ key, buyer }, inactiveId) => {
			const one = creations.find((orderToWrite) => targetCustomerOf(orderToWrite, run).key === key);
			return one === undefined || buyer !== null ? null : await findSurvivor(client, one.order, inactiveId);
		},
	);
	return ordersToWrite.map((orderToWrite) => {
		const { order, plan } = orderToWrite;
		if (plan.action === 'update')
			return {
				orderToWrite,
				write: draftSaleCorrection(orderToWrite, plan.document, run),
				trouble: null,
				customerCaution: null,
			};
		const customer = customers.get(targetCustomerOf(orderToWrite, run).key);
		if (customer === undefined) throw new Error(`Order ${order.orderId} got no customer`);
		if (customer.id === null) return { orderToWrite, write: null, trouble: customer.trouble, customerCaution: null };
		const write = draftSaleCreation(orderToWrite, customer.id, run);
		return { orderToWrite, write, trouble: null, customerCaution: customer.caution };
	});
}

interface Sent {
	readonly result: DocumentWritten | undefined;
	readonly beside: DocumentsBeside;
	readonly customerCaution: string | null;
	/** That the request named. */
	readonly customerId: string;
}

async function finishSale(
	client: QuickBooksClient,
	orderToWrite: OrderToWrite,
	{ result, beside, customerCaution, customerId }: Sent,
	run: PostingRun,
): Promise<WrittenSale> {
	const { order } = orderToWrite;
	if (result === undefined) throw new Error(`Order ${order.orderId} was not written`);
	if (result.result === 'conflict') return conflicting(orderToWrite);
	if (result.result === 'refused') return await refusal(client, orderToWrite, { fault: result.fault, customerId });
	const { document } = result;
	if (isDeleted(document, beside)) return refused(orderToWrite, 'needsAttention', deletedReason(nameOf(document)));
	const { voided, trouble } = await voidDuplicates(client, document.marker?.identity ?? '', beside.documents);
	if (voided.some(({ id, type }) => id === document.id && type === document.type)) return conflicting(orderToWrite);
	const isTaxOff = isOffByTaxAlone(document, order, run.company);
	const rounded = isTaxOff
		? { document, trouble: null, hasConflict: false }
		: await correctSaleRounding(client, orderToWrite, document, run);
	if (rounded.hasConflict) return conflicting(orderToWrite);
	const copies = voided.length === 0 ? null : copiesReason(voided);
	const { caution } = saleDay(order, factsOf(orderToWrite, run));
	const taxCaution = marketplaceCaution(order, factsOf(orderToWrite, run));
	return toWrittenSale(orderToWrite, rounded.document, {
		reasons: [caution, taxCaution, customerCaution, copies, trouble, rounded.trouble].filter(
			(reason) => reason !== null,
		),
		hasDuplicates: trouble !== null,
		isTaxOff,
	});
}

function customerOf({ body, type }: DocumentWrite): string {
	return readNonEmptyText(readFields(body.CustomerRef, `${type}.CustomerRef`).value, `${type}.CustomerRef.value`);
}

interface Finished {
	readonly reasons: readonly string[];
	/** True where documents that are one too many are left for a person. */
	readonly hasDuplicates: boolean;
	/** Its total misses the order's by the tax alone, which is said once all is written: refunds and payments may follow. */
	readonly isTaxOff: boolean;
}

function toWrittenSale(orderToWrite: OrderToWrite, document: BooksDocument, finished: Finished): WrittenSale {
	const { order, plan } = orderToWrite;
	const result = plan.action === 'create' ? 'created' : 'updated';
	const reason = finished.reasons.join(' ') || null;
	const written = outcomeWithDocument(
		finished.isTaxOff ? 'alreadyThere' : result,
		order,
		toPostedDocument(document),
		reason,
	);
	const outcome = finished.isTaxOff ? ({ ...written, outcome: result } as const) : written;
	return {
		...orderToWrite,
		outcome: finished.hasDuplicates ? { ...outcome, outcome: 'needsAttention' } : outcome,
		document,
		hasConflict: false,
	};
}

function copiesReason(voided: readonly BooksDocument[]): string {
	return `${voided.map(nameOf).join(', ')} was posted by another run as well and is voided again.`;
}

/** Another run wrote the order in the meantime. The outcome is for the case that others keep doing so. */
function conflicting(orderToWrite: OrderToWrite): WrittenSale {
	const reason = 'Other runs kept writing the same order; it is tried again with its next change';
	return { ...refused(orderToWrite, 'failed', reason), hasConflict: true };
}

function refused(orderToWrite: OrderToWrite, outcome: 'needsAttention' | 'failed', reason: string): WrittenSale {
	return { ...orderToWrite, outcome: outcomeWithoutDocument(outcome, reason), document: null, hasConflict: false };
}

/**
 * A number that is taken although nobody is known to have it belongs to a document that is older than what is known: once that is, the order is
 * planned anew. So is it where its customer was merged or made inactive meanwhile.
 */
async function refusal(
	client: QuickBooksClient,
	orderToWrite: OrderToWrite,
	{ fault, customerId }: Pick<Extract<DocumentWritten, { result: 'refused' }>, 'fault'> & Pick<Sent, 'customerId'>,
): Promise<WrittenSale> {
	const { order, plan } = orderToWrite;
	const outcome = isTransientFault(fault) ? 'failed' : 'needsAttention';
	const withoutSale = refused(orderToWrite, outcome, toRefusalText(fault));
	if (plan.action === 'create') {
		const inactive = fault.code === FAULT.gone ? await inactiveCustomerTrouble(client, customerId) : null;
		if (inactive !== null) return { ...refused(orderToWrite, outcome, inactive), hasConflict: true };
		if (fault.code !== FAULT.numberTaken) return withoutSale;
		const known = new Set(orderToWrite.found.map(documentKey));
		const holders = await readHolders(client, plan.number);
		return { ...withoutSale, hasConflict: holders.some((holder) => !known.has(documentKey(holder))) };
	}
	return {
		...withoutSale,
		outcome: outcomeWithDocument(outcome, order, toPostedDocument(plan.document), toRefusalText(fault)),
	};
}
