import type { LineItem } from '../../model/lineItem';
import type { OrderMatch } from '../../matching/orderMatch';
import type { OrderLine, SalesOrder } from '../../model/salesOrder';
import type { SaleInBooks } from '../draft/saleInBooks';
import type { PostingChoices } from './postingOptions';
import type { PostingOutcome } from './postingOutcome';
import type { PostingPlan } from './postingPlan';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import type { IndexedDocument } from '../../quickbooks/indexedDocument';
import type { UnseenDeletion } from '../../quickbooks/documentIndex';

/*
 * The stages of an order on its way into the books. Each keeps the fields of the one before, under the same names:
 *
 * 1. OrderToPost: as it came.
 * 2. PlannedOrder: what has to happen to its sale, and what its lines are (planOrders).
 * 3. WrittenSale: what became of its sale (writeSales).
 * 4. PostedSale: a sale that stands in the books, on its way through payment, refunds and cancellation (writeFollowing).
 * 5. PostedOrder: what the run says of the order (postOrders).
 */

/** An order with what Match by SKU says of its lines, if it was asked, and with what the user chose for it. */
export interface OrderToPost {
	readonly order: SalesOrder;
	readonly match: OrderMatch | null;
	readonly choices: PostingChoices;
}

/** What the lines of one order are in QuickBooks. */
export interface OrderItems {
	/** What each line is that is known to be something, by line id; empty where the order moves nothing. */
	readonly items: ReadonlyMap<string, LineItem>;
	/** The lines that are written: each bundle once. */
	readonly lines: readonly OrderLine[];
	/** Why not every line is something; null when all are. */
	readonly itemTrouble: string | null;
}

export interface PlannedOrder extends OrderToPost, OrderItems {
	readonly plan: PostingPlan;
	/** The order's documents, as they were found: credits, and foreign ones under its numbers, among them. */
	readonly found: readonly BooksDocument[];
	/** Its documents that somebody deleted. */
	readonly deleted: readonly IndexedDocument[];
	/** What somebody deleted and nobody here knew; empty where the form lets everything through. */
	readonly unseenDeletions: readonly UnseenDeletion[];
}

type WritingPlan = Extract<PostingPlan, { readonly action: 'create' | 'update' }>;

/** A planned order whose sale has to be written. */
export type OrderToWrite = PlannedOrder & { readonly plan: WritingPlan };

export interface WrittenSale extends PlannedOrder {
	/** The sale's document as it stands now; null where none stands, or none that payments and credits may follow. */
	readonly document: BooksDocument | null;
	readonly outcome: PostingOutcome;
	/** True when another run wrote or changed the document at the same moment, so that the order has to be planned anew. */
	readonly hasConflict: boolean;
}

export interface PostedSale extends WrittenSale, SaleInBooks {
	readonly document: BooksDocument;
	/** True once this run has paid or credited a part of the document: that counts up its SyncToken. */
	readonly hasOldToken: boolean;
}

export interface PostedOrder extends Pick<OrderToPost, 'order' | 'choices'> {
	readonly outcome: PostingOutcome;
	/** What each line is that is known to be something, by line id; empty where the order moves nothing. */
	readonly items: ReadonlyMap<string, LineItem>;
	/** Items of the document's lines before it was updated. */
	readonly formerItemIds: readonly string[];
}
