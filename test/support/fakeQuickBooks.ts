import { IntegrationError } from '../../core/http/integrationError';
import type { Company, Entity, Fault, QuickBooksClient, WriteAnswer } from '../../core/quickbooks/quickBooksClient';
import type { Fields } from '../../core/reading/readUnknown';
import { aCompany, anItem } from './aCompany';
import { matchesWhere } from './queryConditions';

export interface FakeSettings {
	readonly company?: Partial<Company>;
	/** What a requestid that was used before does: the first answer again, nothing, or code 600. */
	readonly requestIds?: 'kept' | 'forgotten' | 'refused';
	/** Whether a document number that exists is refused with 6140. */
	readonly uniqueNumbers?: boolean;
	readonly items?: readonly Fields[];
	readonly customers?: readonly Fields[];
	readonly accounts?: readonly Fields[];
}

/** How the next call of a kind comes to grief: unanswered before anything was done, or after. */
type Interruption = { readonly call: 'batch' | 'write'; readonly when: 'before' | 'after'; readonly keeps?: number };

const DOCUMENTS: readonly string[] = ['Invoice', 'SalesReceipt', 'CreditMemo', 'RefundReceipt'];

const someAccounts: Fields[] = [
	{ Id: '4', Name: 'Undeposited Funds', AccountType: 'Other Current Asset', AccountSubType: 'UndepositedFunds' },
	{ Id: '79', Name: 'Sales of Product Income', AccountType: 'Income', AccountSubType: 'SalesOfProductIncome' },
	{ Id: '80', Name: 'Cost of Goods Sold', AccountType: 'Cost of Goods Sold', AccountSubType: 'SuppliesMaterialsCogs' },
	{ Id: '81', Name: 'Inventory Asset', AccountType: 'Other Current Asset', AccountSubType: 'Inventory' },
];

export type FakeQuickBooks = ReturnType<typeof fakeQuickBooks>;

/** A QuickBooks company in memory: it numbers, adds up, refuses and replays as the facts say, and can lose an answer. */
export function fakeQuickBooks({
	company = {},
	requestIds = 'kept',
	uniqueNumbers = true,
	items = [anItem],
	customers = [],
	accounts = someAccounts,
}: FakeSettings = {}) {
	const tables = new Map<string, Fields[]>([
		['Item', [...items]],
		['Customer', [...customers]],
		['Account', [...accounts]],
		['PaymentMethod', [{ Id: '3', Name: 'Visa' }]],
	]);
	const answered = new Map<string, WriteAnswer>();
	const calls: string[] = [];
	const interruptions: Interruption[] = [];
	const refusals = new Map<string, { code: string; times: number }>();
	let ticks = 0;
	const rowsOf = (entity: string) => tables.get(entity) ?? [];
	const now = () => new Date(Date.UTC(2026, 10, 21) + (ticks += 1) * 1000).toISOString();

	const put = (entity: Entity, row: Fields) => {
		const others = rowsOf(entity).filter(({ Id }) => Id !== row.Id);
		tables.set(entity, [...others, row]);
		return row;
	};
	const refused = (entity: Entity): Fault | null => {
		const refusal = refusals.get(entity);
		if (refusal === undefined || refusal.times === 0) return null;
		refusal.times -= 1;
		return faultOf(refusal.code, 'Refused by the test');
	};
	const store = (entity: Entity, body: Fields): WriteAnswer => {
		const old = rowsOf(entity).find(({ Id }) => Id === body.Id);
		const fault = refused(entity) ?? ruleBrokenBy(entity, body, old, rowsOf(entity), uniqueNumbers);
		if (fault !== null) return { row: null, fault };
		if (entity === 'Payment' && overpays(body))
			return { row: null, fault: faultOf('6000', 'The amount that is applied is more than what is open') };
		const time = now();
		const merged = {
			...(DOCUMENTS.includes(entity) ? { TxnDate: '2026-11-20' } : {}),
			...old,
			...body,
			Id: old?.Id ?? String(100 + ticks),
			SyncToken: String(old === undefined ? 0 : Number(old.SyncToken) + 1),
		};
		const row = {
			...merged,
			MetaData: { CreateTime: (old?.MetaData as Fields | undefined)?.CreateTime ?? time, LastUpdatedTime: time },
		};
		if (entity === 'Payment') return { row: paid(put(entity, row)), fault: null };
		const isDocument = DOCUMENTS.includes(entity);
		return { row: put(entity, isDocument ? withBalance(entity, withTotals(row), old) : row), fault: null };
	};
	const linesOf = (payment: Fields) =>
		payment.Line as Array<{ Amount: number; LinkedTxn: Array<{ TxnId: string; TxnType: Entity }> }>;
	const overpays = (payment: Fields) =>
		linesOf(payment).some(
			({ Amount, LinkedTxn: [link] }) =>
				Amount > Number(rowsOf(link?.TxnType ?? '').find(({ Id }) => Id === link?.TxnId)?.Balance),
		);
	/** A payment settles what it is linked to. */
	const paid = (payment: Fields): Fields => {
		for (const { Amount, LinkedTxn } of linesOf(payment)) {
			for (const { TxnId, TxnType } of LinkedTxn) {
				const row = rowsOf(TxnType).find(({ Id }) => Id === TxnId);
				if (row === undefined) throw new Error(`There is no ${TxnType} ${TxnId} to be paid`);
				const links = [...((row.LinkedTxn as Fields[] | undefined) ?? []), { TxnType: 'Payment', TxnId: payment.Id }];
				put(TxnType, {
					...row,
					Balance: cents(Number(row.Balance) - Amount),
					LinkedTxn: links,
					SyncToken: String(Number(row.SyncToken) + 1),
				});
			}
		}
		return payment;
	};
	const once = (requestId: string, work: () => WriteAnswer): WriteAnswer => {
		const before = answered.get(requestId);
		if (before !== undefined && requestIds === 'kept') return before;
		if (before !== undefined && requestIds === 'refused')
			return { row: null, fault: faultOf('600', 'Duplicate request id') };
		const answer = work();
		answered.set(requestId, answer);
		return answer;
	};
	/** Loses the answer of a call, as often as a test asked for. */
	const overTheWire = async <T>(call: Interruption['call'], size: number, work: (first: number) => T): Promise<T> => {
		const next = interruptions.findIndex((one) => one.call === call);
		const [lost] = next === -1 ? [] : interruptions.splice(next, 1);
		if (lost === undefined) return await Promise.resolve(work(size));
		if (lost.when === 'after') work(lost.keeps ?? size);
		throw new IntegrationError('unavailable', `POST ${call} was not answered: the connection was cut`);
	};
	/** A voided payment settles nothing any more. */
	const unpaid = (payment: Fields): Fields => {
		for (const {
			Amount,
			LinkedTxn: [link],
		} of linesOf(payment)) {
			const row = rowsOf(link?.TxnType ?? '').find(({ Id }) => Id === link?.TxnId);
			if (link === undefined || row === undefined) continue;
			const links = (row.LinkedTxn as Fields[]).filter(({ TxnId }) => TxnId !== payment.Id);
			put(link.TxnType, {
				...row,
				Balance: cents(Number(row.Balance) + Amount),
				LinkedTxn: links,
				SyncToken: String(Number(row.SyncToken) + 1),
			});
		}
		return put('Payment', { ...payment, TotalAmt: 0, Line: [], SyncToken: String(Number(payment.SyncToken) + 1) });
	};
	const removed = (entity: Entity, id: string): WriteAnswer => {
		if (rowsOf(entity).every(({ Id }) => Id !== id)) return { row: null, fault: faultOf('610', 'Object Not Found') };
		tables.set(
			entity,
			rowsOf(entity).filter(({ Id }) => Id !== id),
		);
		return { row: { Id: id, status: 'Deleted' }, fault: null };
	};
	const client: QuickBooksClient = {
		realmId: '1',
		query: async () => await Promise.reject(new Error('The fake company answers pages only')),
		async *pages(entity, where) {
			calls.push(`read ${entity} ${where}`);
			yield { rows: rowsOf(entity).filter((row) => matchesWhere(row, where)), asOf: '2026-11-22T00:00:00.000Z' };
		},
		write: async (entity, body, requestId) => {
			calls.push(`write ${entity}`);
			return await overTheWire('write', 1, () => once(requestId, () => store(entity, body)));
		},
		void: async (entity, id, syncToken, requestId) => {
			calls.push(`void ${entity} ${id}`);
			return once(requestId, () => {
				const old = rowsOf(entity).find(({ Id }) => Id === id);
				if (old === undefined || old.SyncToken !== syncToken)
					return { row: null, fault: faultOf('5010', 'Stale Object Error') };
				return { row: entity === 'Payment' ? unpaid(old) : put(entity, voided(old)), fault: null };
			});
		},
		delete: async (entity, id, _syncToken, requestId) => {
			calls.push(`delete ${entity} ${id}`);
			return await Promise.resolve(once(requestId, () => removed(entity, id)));
		},
		batch: async (entries) => {
			calls.push(`batch ${entries.length}`);
			if (entries.length > 30) throw new Error('More than 30 entries');
			return await overTheWire('batch', entries.length, (first) =>
				entries.slice(0, first).map(({ id, entity, body }) => ({ id, ...store(entity, body) })),
			);
		},
		company: async () => await Promise.resolve({ ...aCompany, ...company }),
		requestsMade: () => ({
			reads: calls.filter((call) => call.startsWith('read')).length,
			writes: calls.filter((call) => !call.startsWith('read')).length,
		}),
	};
	const documents = () => DOCUMENTS.flatMap((type) => rowsOf(type).map((row) => ({ type, ...row }) as Fields));
	return {
		client,
		calls,
		documents,
		/** Documents that still count. */
		standing: () => documents().filter(({ TotalAmt }) => TotalAmt !== 0),
		customers: () => rowsOf('Customer'),
		rows: rowsOf,
		/** The only document that is expected to be there. */
		onlyDocument: (): Fields => {
			const all = documents();
			if (all.length !== 1) throw new Error(`There are ${all.length} documents`);
			return all[0] as Fields;
		},
		interrupt: (interruption: Interruption) => void interruptions.push(interruption),
		/** What somebody does in QuickBooks by hand. */
		byHand: (entity: Entity, row: Fields) => {
			const { row: stored, fault } = store(entity, row);
			if (fault !== null) throw new Error(fault.message);
			return stored;
		},
		/** QuickBooks refuses everything of a kind, so many times; null ends it. */
		refuse: (entity: Entity, code: string | null, times = Infinity) =>
			void (code === null ? refusals.delete(entity) : refusals.set(entity, { code, times })),
		/** The row as QuickBooks itself came to it. */
		distort: (entity: Entity, row: Fields) => put(entity, row),
		deleteByHand: (entity: Entity, row: Fields) =>
			void tables.set(
				entity,
				rowsOf(entity).filter(({ Id }) => Id !== row.Id),
			),
		voidByHand: (entity: Entity, row: Fields) => put(entity, voided(row)),
	};
}

export function faultOf(code: string, message: string): Fault {
	return { code, message, detail: message, element: null };
}

function ruleBrokenBy(
	entity: Entity,
	body: Fields,
	old: Fields | undefined,
	rows: readonly Fields[],
	uniqueNumbers: boolean,
): Fault | null {
	const others = rows.filter(({ Id }) => Id !== body.Id);
	if (old !== undefined && old.SyncToken !== body.SyncToken) return faultOf('5010', 'Stale Object Error');
	const isTaken = (field: string) =>
		body[field] !== undefined &&
		others.some((row) => String(row[field]).toLowerCase() === String(body[field]).toLowerCase());
	if (entity === 'Item') return isTaken('Name') ? faultOf('6240', 'Duplicate Name Exists Error') : null;
	if (entity === 'Customer') return isTaken('DisplayName') ? faultOf('6240', 'Duplicate Name Exists Error') : null;
	if (uniqueNumbers && isTaken('DocNumber')) return faultOf('6140', 'Duplicate Document Number Error');
	return (body.Line as Fields[] | undefined)?.some(isWronglyPriced) === true
		? faultOf('6070', 'Amount calculation incorrect in the request')
		: null;
}

function isWronglyPriced({ Amount, SalesItemLineDetail }: Fields): boolean {
	const { Qty, UnitPrice } = (SalesItemLineDetail ?? {}) as { Qty?: number; UnitPrice?: number };
	return (
		Qty !== undefined &&
		UnitPrice !== undefined &&
		Math.round(Qty * UnitPrice * 100) !== Math.round(Number(Amount) * 100)
	);
}

function withTotals(row: Fields): Fields {
	const lines = (row.Line as Fields[]).filter(({ DetailType }) => DetailType !== 'SubTotalLineDetail');
	const sum = lines.reduce((total, { Amount }) => total + Number(Amount), 0);
	const tax = Number((row.TxnTaxDetail as Fields | undefined)?.TotalTax ?? 0);
	const numbered = lines.map((line, place) => ({ Id: String(place + 1), ...line }));
	const total = Math.round((sum + tax) * 100) / 100;
	return {
		...row,
		Line: [...numbered, { DetailType: 'SubTotalLineDetail', Amount: sum, SubTotalLineDetail: {} }],
		TotalAmt: total,
	};
}

/** What is open of an invoice or a credit memo goes with its total. */
function withBalance(entity: Entity, row: Fields, old: Fields | undefined): Fields {
	if (entity !== 'Invoice' && entity !== 'CreditMemo') return row;
	const settled = old === undefined ? 0 : Number(old.TotalAmt) - Number(old.Balance);
	return { ...row, Balance: cents(Number(row.TotalAmt) - settled) };
}

function cents(amount: number): number {
	return Math.round(amount * 100) / 100;
}

function voided(row: Fields): Fields {
	if (row.Line === undefined) throw new Error('Nothing to void');
	const lines = (row.Line as Fields[]).map((line) => ({
		...line,
		Amount: 0,
		...(line.SalesItemLineDetail === undefined
			? {}
			: { SalesItemLineDetail: { ...(line.SalesItemLineDetail as Fields), Qty: 0 } }),
	}));
	return {
		...row,
		SyncToken: String(Number(row.SyncToken) + 1),
		Line: lines,
		TxnTaxDetail: { TotalTax: 0 },
		TotalAmt: 0,
		Balance: 0,
		PrivateNote: `Voided - ${String(row.PrivateNote)}`,
	};
}
