import { failureText, serviceFailureOnly } from '../http/serviceFailure';
import type { Memory } from '../memory/memory';
import { formatMoney, moneyText } from '../model/money';
import type { Moment } from '../model/moment';
import type { SalesOrder } from '../model/salesOrder';
import { identityKey, identityOf } from '../model/orderIdentity';
import { PATIENCE } from '../pushing/shop';
import { identityIn, isSale, nameOf, type BooksDocument } from '../quickbooks/booksDocument';
import { readDocumentsOfOrders } from '../quickbooks/documentsOfOrders';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import { findMissingOrders } from '../reconciling/missingOrders';
import { counted } from './age';
import { reasonsToWait } from './reasonsToWait';
import type { ReportedShop } from './reportedShop';
import { buyerOf } from './waitingOrders';

/** What is known of one order: a paragraph for people, and what it is made of. */
interface ExplainedOrder {
	readonly summary: string;
	readonly orderNumber: string;
	/** Where people see it in the shop's admin; absent where that is not known. */
	readonly orderUrl?: string;
	/** The channel's name; absent where no channel has the order. */
	readonly channel?: string;
	readonly state?: string;
	readonly total?: string;
	readonly documents?: readonly ExplainedDocument[];
	/** Why something is missing in QuickBooks; null where nothing is. */
	readonly missing?: string | null;
}

interface ExplainedDocument {
	readonly document: string;
	/** Where people see it in QuickBooks; absent where that is not known. */
	readonly documentUrl?: string;
	readonly total: string;
	/** What is still to be paid of an invoice, or to be used of a credit memo. */
	readonly open: string;
	readonly voided: boolean;
	readonly payments: number;
}

interface Sides {
	readonly quickBooks: () => Promise<QuickBooksClient>;
	readonly memory: Memory;
	readonly now: Moment;
	readonly ignoreCase: boolean;
}

/**
 * An order, by its number or id, in words: what QuickBooks has of it, what is missing, and why. Each shop that has such an order gives one.
 * Only looks. Throws IntegrationError when QuickBooks cannot be asked.
 */
export async function explainOrder(
	asked: string,
	shops: readonly ReportedShop[],
	sides: Sides,
): Promise<ExplainedOrder[]> {
	const found = await Promise.all(shops.map(async (shop) => await lookUp(asked, shop)));
	const explained: ExplainedOrder[] = found.flatMap(({ notes }) => notes);
	for (const { shop, orders } of found)
		for (const order of orders) explained.push(await explainOne(order, shop, await sides.quickBooks(), sides));
	if (explained.length > 0) return explained;
	const names = shops.map(({ channel }) => channel.displayName).join(', ');
	return [{ summary: `No order has the number or id ${asked} on ${names}.`, orderNumber: asked }];
}

interface LookedUp {
	readonly shop: ReportedShop;
	readonly orders: readonly SalesOrder[];
	/** What is said of orders that cannot be read, and of a shop that cannot be asked. */
	readonly notes: readonly ExplainedOrder[];
}

async function lookUp(asked: string, shop: ReportedShop): Promise<LookedUp> {
	const channel = shop.channel.displayName;
	try {
		const adapter = await shop.connect(PATIENCE);
		const page = await adapter.findOrder(asked, { alsoSold: shop.query.alsoSold });
		const { orders: read, unreadable } = await adapter.readDetails(page.orders);
		const orders = read.map((order) => ({ ...order, booksPrefix: shop.prefix }));
		const notes = [...page.unreadable, ...unreadable].map(({ path, reason, orderUrl }) => ({
			summary: `Order ${asked} of ${channel} cannot be read, so it is not posted: ${path}: ${reason}.`,
			orderNumber: asked,
			...(orderUrl === undefined ? {} : { orderUrl }),
			channel,
		}));
		return { shop, orders, notes };
	} catch (error) {
		const summary = `${channel} could not be asked for order ${asked}: ${failureText(serviceFailureOnly(error))}.`;
		return { shop, orders: [], notes: [{ summary, orderNumber: asked, channel }] };
	}
}

async function explainOne(
	order: SalesOrder,
	{ channel: { displayName }, prefix, query: { placedFrom } }: ReportedShop,
	client: QuickBooksClient,
	{ memory, now, ignoreCase }: Sides,
): Promise<ExplainedOrder> {
	const choices = { prefix, goLive: placedFrom };
	const books = await readDocumentsOfOrders(client, [order], () => ({ ...choices, buyer: null }));
	const key = identityKey(identityOf(order));
	const documents = books.of(order).documents.filter((one) => isOf(one, key));
	const isOld = placedFrom !== null && order.placedAt < placedFrom;
	const lacked = isOld
		? []
		: await findMissingOrders(client, [order], { choices: () => choices, recordPayments: false, now });
	const judging = { client, memory, now, ignoreCase, placedFrom, channelName: displayName };
	const missing = lacked.length === 0 ? null : ((await reasonsToWait(lacked, judging)).get(order) ?? null);
	const total = moneyText(order.total, order.currency);
	const who = [buyerOf(order), total].filter((part) => part !== null).join(', ');
	const parts = [
		`Order ${order.orderNumber} of ${displayName} (${who}) is ${order.channelState} there`,
		documents.length === 0 ? 'QuickBooks has no document of it' : `QuickBooks has ${documents.map(inWords).join('; ')}`,
		isOld
			? `It was placed before ${placedFrom}, from when on orders are handled, so it is left alone`
			: verdictOf(order, missing),
	];
	return {
		summary: `${parts.join('. ')}.`,
		orderNumber: order.orderNumber,
		...(order.orderUrl === undefined ? {} : { orderUrl: order.orderUrl }),
		channel: displayName,
		state: order.state,
		total,
		documents: documents.map((one) => toExplained(one, client.documentUrl(one))),
		missing,
	};
}

/** The order's own documents; foreign ones under its numbers are none of it. */
function isOf(document: BooksDocument, key: string): boolean {
	const identity = identityIn(document);
	return identity === key || identity?.startsWith(`${key}/`) === true;
}

function verdictOf({ state }: SalesOrder, missing: string | null): string {
	if (missing !== null) return `Something is missing in QuickBooks: ${missing}`;
	return state === 'open' || state === 'reserving'
		? 'It does not count as sold, so nothing of it belongs into QuickBooks yet'
		: 'Nothing is missing';
}

function inWords(document: BooksDocument): string {
	const { total, currency, balance, voided } = document;
	const paid = paymentsOf(document);
	const open = isSale(document) ? 'to be paid' : 'to be used';
	const parts = [
		`${nameOf(document)} of ${moneyText(total, currency)}`,
		...(voided ? ['voided'] : []),
		...(balance === 0 ? [] : [`${moneyText(balance, currency)} still ${open}`]),
		...(paid === 0 ? [] : [counted(paid, 'payment')]),
	];
	return parts.join(', ');
}

function paymentsOf({ linked }: BooksDocument): number {
	return linked.filter(({ type }) => type === 'Payment').length;
}

function toExplained(document: BooksDocument, documentUrl: string | null): ExplainedDocument {
	const { total, balance, currency, voided } = document;
	return {
		document: nameOf(document),
		...(documentUrl === null ? {} : { documentUrl }),
		total: moneyText(total, currency),
		open: formatMoney(balance, currency),
		voided,
		payments: paymentsOf(document),
	};
}
