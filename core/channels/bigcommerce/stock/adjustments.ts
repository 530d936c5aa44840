import { toRefusalError, errorText } from '../refusal';
import { differenceOf, type StockEntry } from './stockEntry';
import type { Exchange, Store } from '../api';
import { IntegrationError } from '../../../http/integrationError';

/**
 * The result of an adjustment. refused: BigCommerce did not accept an entry of it. unknown: it may or may not have been taken.
 * throttled: nothing was taken.
 */
type AdjustmentResult = AbsoluteResult | { readonly kind: 'unknown' | 'throttled' };

type AbsoluteResult = { readonly kind: 'taken' } | Refusal;

export interface Refusal {
	readonly kind: 'refused';
	readonly reason: string;
	/** True where it is sure that nothing of the call was taken. */
	readonly isWhole: boolean;
}

/**
 * BigCommerce changes a stock by a difference only after it was set once, and refuses the whole call otherwise: "Items with identity:
 * [product_id 113] requires absolute adjustment before relative".
 * https://developer.bigcommerce.com/docs/rest-management/inventory/adjustments#relative-adjustment
 */
const NEVER_SET = /requires absolute adjustment before relative/i;

/** https://developer.bigcommerce.com/docs/rest-management/inventory/adjustments */
const ABSOLUTE = '/inventory/adjustments/absolute';

const RELATIVE = '/inventory/adjustments/relative';

/** Sets levels. The call may be sent twice, so a reply that is neither yes nor no is thrown as IntegrationError. */
export async function writeAbsolute(store: Store, batch: readonly StockEntry[]): Promise<AbsoluteResult> {
	const body = await draftBody(store, batch, ({ target }) => target);
	const { answer, record } = await sendBatch(store, batch, {
		isSet: true,
		send: async () => await store.put(ABSOLUTE, body),
	});
	const result = toAbsoluteResult(answer);
	if (result?.kind !== 'refused') record(result?.kind ?? 'unknown');
	return result ?? throwRefusal(answer);
}

/** Changes levels by a difference. The call is sent once: nobody can tell a lost answer from a lost request. */
export async function writeRelative(store: Store, batch: readonly StockEntry[]): Promise<AdjustmentResult> {
	const body = await draftBody(store, batch, differenceOf);
	const delivery = await sendBatch(store, batch, {
		isSet: false,
		send: async () => await store.post(RELATIVE, body),
	}).then(undefined, nullIfUnavailable);
	if (delivery === null) return { kind: 'unknown' };
	const { answer, record } = delivery;
	if (isUnclear(answer.reply.status)) record('unknown');
	const result = toRelativeResult(answer);
	if (result.kind === 'taken') record('taken');
	// Nobody documents whether BigCommerce takes the rest of a call that it refuses for another reason.
	if (result.kind === 'refused' && !result.isWhole && batch.length > 1) record('unknown');
	return result;
}

interface SentBatch {
	readonly answer: Exchange;
	/** Records that the batch was carried out, or may have been. */
	record(result: 'taken' | 'unknown'): void;
}

/** Sends a batch. A batch without an answer may have been carried out, and is recorded as that. */
async function sendBatch(
	store: Store,
	batch: readonly StockEntry[],
	{ isSet, send }: { readonly isSet: boolean; readonly send: () => Promise<Exchange> },
): Promise<SentBatch> {
	const mark = store.ownLevels.mark();
	const record = (result: 'taken' | 'unknown') => store.ownLevels.record(batch, { isSet, result, sent: mark });
	const answer = await send().then(undefined, (failure: unknown) => {
		record('unknown');
		throw failure;
	});
	return { answer, record };
}

async function draftBody(store: Store, batch: readonly StockEntry[], quantityOf: (entry: StockEntry) => number) {
	const location_id = await store.defaultLocation();
	const items = batch.map((entry) => ({ location_id, ...toItemIds(entry), quantity: quantityOf(entry) }));
	return { reason: 'Level from QuickBooks', items };
}

function toItemIds({ productId, variantId }: StockEntry) {
	return variantId === null ? { product_id: Number(productId) } : { variant_id: Number(variantId) };
}

function toRelativeResult(answer: Exchange): AdjustmentResult {
	const { status } = answer.reply;
	if (isLost(status)) return { kind: 'unknown' };
	return status === 429 ? { kind: 'throttled' } : (toAbsoluteResult(answer) ?? throwRefusal(answer));
}

function toAbsoluteResult({ reply }: Exchange): AbsoluteResult | null {
	if (reply.status === 200) return { kind: 'taken' };
	if (reply.status !== 422) return null;
	const reason = errorText(reply) ?? 'BigCommerce refused the level without a reason';
	return { kind: 'refused', reason, isWhole: NEVER_SET.test(reason) };
}

/** True for an entry that the refusal names by the id that we sent: "[product_id 113, variant_id 7]". */
export function isNamedIn({ reason }: Refusal, { productId, variantId }: StockEntry): boolean {
	const name = variantId === null ? `product_id ${productId}` : `variant_id ${variantId}`;
	return new RegExp(`\\b${name}\\b`).test(reason);
}

function throwRefusal({ request, reply }: Exchange): never {
	throw toRefusalError(request, reply);
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
function nullIfUnavailable(failure: unknown): null {
	if (failure instanceof IntegrationError && failure.kind === 'unavailable') return null;
	throw failure;
}
