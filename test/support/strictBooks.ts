import type { DocumentType, Entity } from '../../core/quickbooks/quickBooksClient';
import type { Fields } from '../../core/reading/readUnknown';
import { interceptClient } from './interceptedClient';
import { untouchedDraft } from './posting';
import { openQuickBooks } from './quickBooksBench';

const DOCUMENTS: readonly DocumentType[] = ['Invoice', 'SalesReceipt', 'CreditMemo', 'RefundReceipt'];
const LISTS: readonly Entity[] = ['Item', 'Customer', 'Account', 'PaymentMethod'];

export type StrictBooks = Awaited<ReturnType<typeof openBooks>>;

/**
 * A company in the local QuickBooks, founded anew, for tests that look at whole rows and work in the books by hand.
 * Its client is an intercepted one; what a test reads or does by hand goes past that, straight to the service.
 */
export async function openBooks(settings: object = {}, country?: string) {
	const { client, another, api, control, item, stock } = await openQuickBooks(settings, country);
	const intercepted = interceptClient(client);
	const rows = async (entity: Entity): Promise<readonly Fields[]> => {
		const where = LISTS.includes(entity) ? ' WHERE Active IN (true, false)' : '';
		const query = `SELECT * FROM ${entity}${where} ORDERBY Id MAXRESULTS 1000`;
		const { QueryResponse } = await api(`query?query=${encodeURIComponent(query)}`);
		return ((QueryResponse as Fields)[entity] ?? []) as Fields[];
	};
	const documents = async (): Promise<readonly Fields[]> => {
		const all = await Promise.all(
			DOCUMENTS.map(async (type) => (await rows(type)).map((row): Fields => ({ type, ...row }))),
		);
		return all.flat();
	};
	/** What somebody does in QuickBooks' own pages, where a number may be taken twice. */
	const byHand = async (entity: Entity, row: Fields): Promise<Fields> => {
		const answer = await api(`${entity.toLowerCase()}?include=allowduplicatedocnum`, { ...row, type: undefined });
		return answer[entity] as Fields;
	};
	const [customersBefore, mug] = await Promise.all([rows('Customer'), stock('MUG-BLUE')]);
	const seeded = new Set(customersBefore.map(({ Id }) => Id));
	const itemId = String(mug?.itemId);
	return {
		...intercepted,
		/** Another run of the same company. */
		another,
		control,
		item,
		stock,
		/** The id of the item MUG-BLUE. */
		itemId,
		rows,
		documents,
		/** Documents that still count. */
		standing: async () => (await documents()).filter(({ TotalAmt }) => TotalAmt !== 0),
		/** Those that are not the company's from the beginning. */
		customers: async () => (await rows('Customer')).filter(({ Id }) => !seeded.has(Id)),
		/** The only document that is expected to be there. */
		onlyDocument: async (): Promise<Fields> => {
			const all = await documents();
			if (all.length !== 1) throw new Error(`There are ${all.length} documents`);
			return all[0] as Fields;
		},
		byHand,
		deleteByHand: async (type: DocumentType, { Id }: Fields) =>
			void (await control('/edit-document', { type, id: Id, deleted: true })),
		voidByHand: async (type: DocumentType, { Id }: Fields) =>
			void (await control('/edit-document', { type, id: Id, voided: true })),
		/** The form with the items for money-only refunds and for fees chosen. */
		chosen: async () => ({
			draft: {
				...untouchedDraft,
				refundItemId: await item('Refunds without return', { Type: 'Service' }),
				feeItemId: await item('Fees', { Type: 'Service' }),
			},
		}),
	};
}

/** A line of one unit of an item, as somebody types it in. */
export function lineByHand(itemId: string, amount = 10): Fields {
	return {
		DetailType: 'SalesItemLineDetail',
		Amount: amount,
		SalesItemLineDetail: { ItemRef: { value: itemId }, Qty: 1, UnitPrice: amount },
	};
}

/** What the books come to: money of all documents, and units of MUG-BLUE that are out of the house. */
export async function inBooks({ documents, itemId }: StrictBooks) {
	const sign = (type: unknown) => (type === 'Invoice' || type === 'SalesReceipt' ? 1 : -1);
	const units = ({ type, Line }: Fields) =>
		(Line as Fields[]).flatMap(goodsLines).reduce((sum, line) => sum + unitsOf(line, itemId), 0) * sign(type);
	const all = await documents();
	return {
		money: all.reduce((sum, { type, TotalAmt }) => sum + sign(type) * Number(TotalAmt), 0),
		units: all.reduce((sum, document) => sum + units(document), 0),
	};
}

/** The lines of a bundle lie in its own. */
function goodsLines(line: Fields): readonly Fields[] {
	const group = line.GroupLineDetail as Fields | undefined;
	return group === undefined ? [line] : ((group.Line ?? []) as Fields[]);
}

function unitsOf({ SalesItemLineDetail }: Fields, itemId: string): number {
	const detail = SalesItemLineDetail as Fields | undefined;
	return (detail?.ItemRef as Fields | undefined)?.value === itemId ? Number(detail?.Qty ?? 0) : 0;
}
