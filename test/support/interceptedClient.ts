import { IntegrationError } from '../../core/http/integrationError';
import { addSeconds } from '../../core/model/moment';
import type { BatchAnswer, Entity, Fault, QueryPage, QuickBooksClient } from '../../core/quickbooks/quickBooksClient';
import type { Fields } from '../../core/reading/readUnknown';

/** How the next call of a kind comes to grief: its answer is lost before anything was done, or after; `keeps` entries of a batch are done. */
interface Interruption {
	readonly call: 'batch' | 'write';
	readonly when: 'before' | 'after';
	readonly keeps?: number;
}

/**
 * A client whose calls are kept in `calls` as short texts ("read Invoice DocNumber IN ('WC-1')", "write Customer",
 * "batch 5", "void Invoice 3"), and between which and QuickBooks a test steps: answers get lost, writes are refused,
 * a row is shown as QuickBooks would have it had it reckoned otherwise.
 */
export function interceptClient(real: QuickBooksClient) {
	const calls: string[] = [];
	const interruptions: Interruption[] = [];
	const refusals = new Map<Entity, { readonly code: string; times: number }>();
	const shown = new Map<string, Fields>();
	const poisons: string[] = [];

	const refusedAs = (entity: Entity): Fault | null => {
		const refusal = refusals.get(entity);
		if (refusal === undefined || refusal.times === 0) return null;
		refusal.times -= 1;
		return faultOf(refusal.code, 'Refused by the test');
	};
	/** Loses the answer of the next call that a test wants lost; `work` does so many entries of it. */
	const overTheWire = async <T>(call: Interruption['call'], size: number, work: (first: number) => Promise<T>) => {
		const next = interruptions.findIndex((one) => one.call === call);
		const [lost] = next === -1 ? [] : interruptions.splice(next, 1);
		if (lost === undefined) return await work(size);
		if (lost.when === 'after') await work(lost.keeps ?? size);
		throw new IntegrationError('unavailable', `POST ${call} was not answered: the connection was cut`);
	};
	/** QuickBooks answers a whole call with 500 for one text in it. */
	const throwIfPoisoned = (body: unknown): void => {
		const text = JSON.stringify(body);
		if (poisons.some((poison) => text.includes(poison)))
			throw new IntegrationError('unavailable', 'POST was answered with 500', { status: 500, headers: {}, body: {} });
	};
	const sendBatch: QuickBooksClient['batch'] = async (entries) => {
		throwIfPoisoned(entries);
		const faults = entries.map(({ id, entity }) => ({ id, fault: refusedAs(entity) }));
		const passed = entries.filter((_entry, place) => faults[place]?.fault === null);
		const answers = passed.length === 0 ? [] : await real.batch(passed);
		const refused = faults.flatMap(({ id, fault }): BatchAnswer[] =>
			fault === null ? [] : [{ id, row: null, fault }],
		);
		return [...answers, ...refused];
	};
	const asShown = (entity: Entity, { rows, asOf }: QueryPage): QueryPage => ({
		rows: rows.map((row) => shown.get(versionOf(entity, row)) ?? row),
		asOf,
	});
	const client: QuickBooksClient = {
		realmId: real.realmId,
		documentUrl: real.documentUrl,
		itemUrl: real.itemUrl,
		memory: real.memory,
		changes: async (types, since) => {
			calls.push('read changes');
			return await real.changes(types, since);
		},
		query: async (entity, statement) => {
			calls.push(`read ${entity} by ${statement}`);
			return asShown(entity, await real.query(entity, statement));
		},
		async *pages(entity, where) {
			calls.push(`read ${entity} ${where}`);
			for await (const page of real.pages(entity, where)) yield asShown(entity, page);
		},
		write: async (entity, body, requestId) => {
			calls.push(`write ${entity}`);
			return await overTheWire('write', 1, async () => {
				throwIfPoisoned(body);
				const fault = refusedAs(entity);
				return fault === null ? await real.write(entity, body, requestId) : { row: null, fault };
			});
		},
		void: async (entity, id, ...rest) => {
			calls.push(`void ${entity} ${id}`);
			return await real.void(entity, id, ...rest);
		},
		delete: async (entity, id, ...rest) => {
			calls.push(`delete ${entity} ${id}`);
			return await real.delete(entity, id, ...rest);
		},
		batch: async (entries) => {
			calls.push(`batch ${entries.length}`);
			return await overTheWire('batch', entries.length, async (first) => await sendBatch(entries.slice(0, first)));
		},
		company: real.company,
		requestsMade: real.requestsMade,
	};
	return {
		client,
		calls,
		interrupt: (interruption: Interruption) => void interruptions.push(interruption),
		/** QuickBooks refuses everything of a kind, so many times; null ends it. */
		refuse: (entity: Entity, code: string | null, times = Infinity) =>
			void (code === null ? refusals.delete(entity) : refusals.set(entity, { code, times })),
		/** QuickBooks answers every call that holds this text with 500. */
		poison: (text: string) => void poisons.push(text),
		/** Shows the row like this for as long as nobody writes it. */
		show: (entity: Entity, row: Fields) => void shown.set(versionOf(entity, row), row),
	};
}

function versionOf(entity: Entity, { Id, SyncToken }: Fields): string {
	return `${entity} ${String(Id)} ${String(SyncToken)}`;
}

function faultOf(code: string, message: string): Fault {
	return { code, message, detail: message, element: null };
}

/** The same client by a later clock: what was written just now would be found by a query, and deletions are asked for anew. */
export function hoursLater(client: QuickBooksClient): QuickBooksClient {
	const later = ({ rows, asOf }: QueryPage): QueryPage => ({ rows, asOf: addSeconds(asOf, 2 * 3600) });
	return {
		...client,
		query: async (entity, statement) => later(await client.query(entity, statement)),
		async *pages(entity, where) {
			for await (const page of client.pages(entity, where)) yield later(page);
		},
	};
}
