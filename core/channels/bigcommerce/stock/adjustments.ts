import { refusal, saidBy } from '../refusal';
import { differenceOf, type Entry } from './stockEntry';
import type { Answered, Store } from '../storeApi';
import { IntegrationError } from '../../../http/integrationError';

/**
 * The result of an adjustment. refused: BigCommerce did not accept an entry of it. unknown: it may or may not have been taken.
 * throttled: nothing was taken.
 */
export type Fate = SettingFate | { readonly is: 'unknown' | 'throttled' };

export type SettingFate = { readonly is: 'taken' } | { readonly is: 'refused'; readonly reason: string };

/** https://developer.bigcommerce.com/docs/rest-management/inventory/adjustments */
const ABSOLUTE = '/inventory/adjustments/absolute';

const RELATIVE = '/inventory/adjustments/relative';

/** Sets levels. The call may be sent twice, so a reply that is neither yes nor no is thrown as IntegrationError. */
export async function setLevels(store: Store, batch: readonly Entry[]): Promise<SettingFate> {
	const body = await bodyOf(store, batch, ({ wanted }) => wanted);
	const { answer, note } = await sent(store, batch, { isSet: true, send: async () => await store.put(ABSOLUTE, body) });
	const fate = fateOf(answer);
	if (fate?.is !== 'refused') note(fate?.is ?? 'unknown');
	return fate ?? rejected(answer);
}

/** Changes levels by a difference. The call is sent once: nobody can tell a lost answer from a lost request. */
export async function changeLevels(store: Store, batch: readonly Entry[]): Promise<Fate> {
	const body = await bodyOf(store, batch, differenceOf);
	const delivery = await sent(store, batch, { isSet: false, send: async () => await store.post(RELATIVE, body) }).then(
		undefined,
		lost,
	);
	if (delivery === null) return { is: 'unknown' };
	const { answer, note } = delivery;
	const { status } = answer.reply;
	// Nobody documents whether BigCommerce takes the rest of a refused call.
	if (isUnclear(status) || (status === 422 && batch.length > 1)) note('unknown');
	if (status === 200) note('taken');
	return fateOfChange(answer);
}

interface Delivery {
	readonly answer: Answered;
	/** Records that the batch was carried out, or may have been. */
	note(fate: 'taken' | 'unknown'): void;
}

/** Sends a batch. A batch without an answer may have been carried out, and is recorded as that. */
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

/** True for a status that neither accepts as documented nor refuses. */
function isUnclear(status: number): boolean {
	return isLost(status) || (status < 400 && status !== 200);
}

/** True for the answer of a server between us and the store. It says nothing of what the store did. */
function isLost(status: number): boolean {
	return status >= 500 || status === 408;
}

/** A missing answer is expected here and gives null. Any other failure is thrown on. */
function lost(failure: unknown): null {
	if (failure instanceof IntegrationError && failure.kind === 'unavailable') return null;
	throw failure;
}
