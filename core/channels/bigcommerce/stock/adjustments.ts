import { refusal, saidBy } from '../refusal';
import { differenceOf, type Entry } from './stockEntry';
import type { Answered, Store } from '../storeApi';
import { IntegrationError } from '../../../http/integrationError';

/** What became of an adjustment. Refused means that an entry in it was; unknown, that it may have been taken or not. */
export type Fate = SettingFate | { readonly is: 'unknown' | 'throttled' };

export type SettingFate = { readonly is: 'taken' } | { readonly is: 'refused'; readonly reason: string };

/** https://developer.bigcommerce.com/docs/rest-management/inventory/adjustments */
const ABSOLUTE = '/inventory/adjustments/absolute';

const RELATIVE = '/inventory/adjustments/relative';

/** Sets levels. May be sent twice, so a reply that is neither yes nor no fails as a whole. */
export async function setLevels(store: Store, batch: readonly Entry[]): Promise<SettingFate> {
	const body = await bodyOf(store, batch, ({ wanted }) => wanted);
	const { answer, note } = await sent(store, batch, { isSet: true, send: async () => await store.put(ABSOLUTE, body) });
	const fate = fateOf(answer);
	if (fate?.is !== 'refused') note(fate?.is ?? 'unknown');
	return fate ?? rejected(answer);
}

/** Adds to levels, or takes from them. Sent once and never again: nobody can tell whether an answer was lost or the request. */
export async function changeLevels(store: Store, batch: readonly Entry[]): Promise<Fate> {
	const body = await bodyOf(store, batch, differenceOf);
	const delivery = await sent(store, batch, { isSet: false, send: async () => await store.post(RELATIVE, body) }).then(
		undefined,
		lost,
	);
	if (delivery === null) return { is: 'unknown' };
	const { answer, note } = delivery;
	const { status } = answer.reply;
	// Whether the rest of a refused call is taken is not documented.
	if (isUnclear(status) || (status === 422 && batch.length > 1)) note('unknown');
	if (status === 200) note('taken');
	return fateOfChange(answer);
}

interface Delivery {
	readonly answer: Answered;
	/** Keeps in mind that the batch was carried out, or may have been. */
	note(fate: 'taken' | 'unknown'): void;
}

/** Sends a batch. Without an answer it may have been carried out, and is noted as that. */
async function sent(
	store: Store,
	batch: readonly Entry[],
	{ isSet, send }: { readonly isSet: boolean; readonly send: () => Promise<Answered> },
): Promise<Delivery> {
	const mark = store.own.mark();
	const note = (fate: 'taken' | 'unknown') => store.own.note(batch, { isSet, fate, sent: mark });
	const answer = await send().then(undefined, (failure: unknown) => {
		note('unknown');
		throw failure;
	});
	return { answer, note };
}

async function bodyOf(store: Store, batch: readonly Entry[], quantityOf: (entry: Entry) => number) {
	const location_id = await store.defaultLocation();
	const items = batch.map((entry) => ({ location_id, ...targetOf(entry), quantity: quantityOf(entry) }));
	return { reason: 'Level from QuickBooks', items };
}

function targetOf({ productId, variantId }: Entry) {
	return variantId === null ? { product_id: Number(productId) } : { variant_id: Number(variantId) };
}

function fateOfChange(answer: Answered): Fate {
	const { status } = answer.reply;
	if (isLost(status)) return { is: 'unknown' };
	return status === 429 ? { is: 'throttled' } : (fateOf(answer) ?? rejected(answer));
}

function fateOf({ reply }: Answered): SettingFate | null {
	if (reply.status === 200) return { is: 'taken' };
	return reply.status === 422
		? { is: 'refused', reason: saidBy(reply) ?? 'BigCommerce refused the level without a reason' }
		: null;
}

function rejected({ request, reply }: Answered): never {
	throw refusal(request, reply);
}

/** Neither taken as documented nor refused. */
function isUnclear(status: number): boolean {
	return isLost(status) || (status < 400 && status !== 200);
}

/** An answer of something between us and the store, which says nothing of what the store did. */
function isLost(status: number): boolean {
	return status >= 500 || status === 408;
}

/** No answer at all is expected here; a dead credential is not. */
function lost(failure: unknown): null {
	if (failure instanceof IntegrationError && failure.kind === 'unavailable') return null;
	throw failure;
}
