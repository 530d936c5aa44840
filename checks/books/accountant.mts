import { documentsIn, SALE_TYPES, stockIn, type BooksDocument, type BooksLine } from './books.mts';
import type { Acts, Act } from './acts.mts';
import type { Random } from './random.mts';
import type { Company } from './company.mts';
import type { AccountantEdit, OrderHistory } from './orderHistory.mts';
import { ownerOf, type Owner } from './judge/owners.mts';
import { Refused } from './control.mts';
import type { Environment } from './environment.mts';

interface Round {
	readonly round: number;
	readonly random: Random;
}

/** One way to edit a document by hand. */
interface Edit {
	readonly edit: AccountantEdit;
	/** The switch that it hangs on; null: it takes part always. */
	readonly act: Act | null;
	/** Of the documents, in each round. */
	readonly percent: number;
	/** The first round in which it happens; in each one if left out. */
	readonly fromRound?: number;
	/** Body of /control/edit-document beside type and id; null where the document has no room for it. */
	readonly fieldsOf: (document: BooksDocument, random: Random) => object | null;
}

const EDITS: readonly Edit[] = [
	{ edit: 'changed', act: null, percent: 1.5, fieldsOf: (document) => ofSales(document, theDayBefore) },
	{ edit: 'voided', act: null, percent: 0.9, fieldsOf: (document) => ofSales(document, () => ({ voided: true })) },
	{
		edit: 'deposited',
		act: null,
		percent: 0.6,
		fieldsOf: (document) => ofSales(document, () => ({ deposited: true })),
	},
	{ edit: 'renumbered', act: 'bookNumbers', percent: 3, fieldsOf: renumbered },
	{ edit: 'memo', act: 'memos', percent: 1.5, fieldsOf: overwritten },
	{
		edit: 'noted',
		act: 'memos',
		percent: 1.5,
		fieldsOf: ({ note }) => ({ PrivateNote: `Asked the bank. ${note} Paid.` }),
	},
	{ edit: 'lines', act: 'bookLines', percent: 1, fieldsOf: withAnotherQuantity },
	// After the last sale: what is sold later and not posted yet is older than the document by its day, and would all be held back.
	{ edit: 'deleted', act: 'deleted', percent: 1.5, fromRound: 4, fieldsOf: () => ({ deleted: true }) },
];

/** Edits, voids and deletes a few documents by hand, merges customers, makes items inactive, and may close the books. */
export async function runAccountant(
	environment: Environment,
	histories: readonly OrderHistory[],
	{ round, random }: Round,
): Promise<void> {
	const { quickbooks, company, acts } = environment;
	for (const document of await documentsIn(quickbooks, company.currency)) {
		const owner = ownerOf(document, histories);
		if (owner === undefined || document.voided) continue;
		const { history, refundId } = owner;
		const draws = random.fork(`${history.channel} ${history.place} ${document.type} ${refundId ?? ''}`);
		const edit = EDITS.find(
			({ act, edit: name, percent, fromRound = 0 }) =>
				isOn(acts, act) && round >= fromRound && draws.fork(name).happens(percent),
		);
		if (edit !== undefined) await editDocument(environment, { document, owner, edit, random: draws });
	}
	if (acts.has('merges')) await mergeCustomers(environment, histories, random.fork('merges'));
	await switchItems(environment, round);
	if (company.closing?.round === round) await quickbooks.post('settings', { bookCloseDate: closedUpTo(company) });
}

function isOn(acts: Acts, act: Act | null): boolean {
	return act === null || acts.has(act);
}

/** YYYY-MM-DD, the last day of the closed books; null where they stay open. */
export function closedUpTo({ closing }: Company): string | null {
	return closing === null ? null : new Date(Date.now() - closing.daysBefore * 86_400_000).toISOString().slice(0, 10);
}

interface Chosen {
	readonly document: BooksDocument;
	readonly owner: Owner;
	readonly edit: Edit;
	readonly random: Random;
}

async function editDocument(
	{ quickbooks, deletedTypes, overwritten }: Environment,
	{ document, owner: { history, refundId }, edit: { edit, fieldsOf }, random }: Chosen,
): Promise<void> {
	const { type, id } = document;
	const fields = fieldsOf(document, random.fork('how'));
	if (fields === null || !(await isAllowed(quickbooks, 'edit-document', { type, id, ...fields }))) return;
	if (edit === 'memo') {
		history.unmarked.set(`${type} ${id}`, refundId);
		overwritten.add(history);
	}
	history.accountantEdits.add(edit);
	if (edit === 'voided' || edit === 'deleted') history.endedByPeople.add(type);
	if (edit === 'deleted') deletedTypes.add(type);
	history.acts.push(`accountant ${edit} ${type}`);
	history.events.push(`an accountant ${edit} ${type} ${document.docNumber ?? id} ${JSON.stringify(fields)}`);
}

/** QuickBooks refuses the accountant as well where the month is closed or the document is deposited; then nothing has happened. */
async function isAllowed(quickbooks: Environment['quickbooks'], path: string, body: object): Promise<boolean> {
	try {
		await quickbooks.post(path, body);
		return true;
	} catch (error) {
		if (error instanceof Refused) return false;
		throw error;
	}
}

function ofSales(document: BooksDocument, fieldsOf: (document: BooksDocument) => object): object | null {
	return SALE_TYPES.includes(document.type) ? fieldsOf(document) : null;
}

/** The goods were counted years ago, so it is never before their start. */
function theDayBefore({ txnDate }: BooksDocument): object {
	return { TxnDate: new Date(Date.parse(txnDate) - 86_400_000).toISOString().slice(0, 10) };
}

/** Into a sequence of the accountant's own, or with something before it or behind it. */
function renumbered({ docNumber, type, id }: BooksDocument, random: Random): object {
	const own = `${type.slice(0, 3)}-26-${id.padStart(4, '0')}`;
	return {
		DocNumber: random.oneOf([own, `A${docNumber ?? ''}`, `${docNumber ?? ''}-b`].filter(({ length }) => length <= 21)),
	};
}

/** The whole memo, or from somewhere inside its marker on. */
function overwritten({ note }: BooksDocument, random: Random): object | null {
	const marker = /\[[^\]]*\]/.exec(note);
	if (marker === null) return null;
	const cut = marker.index + random.integer(1, marker[0].length - 1);
	return {
		PrivateNote: random.happens(50) ? 'Paid by bank transfer, see folder 12' : `${note.slice(0, cut)} see folder 12`,
	};
}

/** One unit more of the first line. Documents with bundles or discounts are left alone: their lines have no short form. */
function withAnotherQuantity({ lines }: BooksDocument): object | null {
	if (lines.some(({ kind, itemId }) => kind !== 'SalesItemLineDetail' || itemId === null)) return null;
	return { lines: lines.map((line, place) => shortLine(line, place === 0 ? 1 : 0)) };
}

function shortLine({ lineId, itemId, quantity, amount, taxCode }: BooksLine, more: number): object {
	const units = quantity === 0 ? 1 : quantity;
	return {
		...(lineId === null ? {} : { lineId }),
		itemId,
		quantity: units + more,
		unitPrice: Number((amount / units).toFixed(7)),
		...(taxCode === null ? {} : { taxCode }),
	};
}

/** Now and then the customer of one order turns out to be another one, who bought before. */
async function mergeCustomers(
	{ quickbooks, company }: Environment,
	histories: readonly OrderHistory[],
	random: Random,
): Promise<void> {
	if (!random.happens(25)) return;
	const owned = (await documentsIn(quickbooks, company.currency)).flatMap((document) => {
		const history = ownerOf(document, histories)?.history;
		return history === undefined ? [] : [{ history, customerId: document.customerId }];
	});
	const customers = random.shuffled([...new Set(owned.map(({ customerId }) => customerId))]);
	const [from, into] = customers;
	if (from === undefined || into === undefined || !(await isAllowed(quickbooks, 'merge-customers', { from, into })))
		return;
	for (const { history } of owned.filter(({ customerId }) => customerId === from)) {
		if (history.accountantEdits.has('merged')) continue;
		history.accountantEdits.add('merged');
		history.acts.push('accountant merged its customer');
		history.events.push(`an accountant merged customer ${from} into ${into}`);
	}
}

/** Makes items inactive, and active again, in the rounds that the company's draw says. */
async function switchItems({ quickbooks, company }: Environment, round: number): Promise<void> {
	const stock = await stockIn(quickbooks);
	for (const { sku, from, until } of company.inactive) {
		const item = stock.find((row) => row.sku === sku);
		if (item === undefined) throw new Error(`QuickBooks has no ${sku}`);
		if (round === from) await quickbooks.post('item', { id: item.itemId, Active: false });
		if (round === until) await quickbooks.post('item', { id: item.itemId, Active: true });
	}
}
