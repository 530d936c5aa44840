import type { HttpPort, HttpRequest } from '../../core/http/httpPort';
import { IntegrationError } from '../../core/http/integrationError';

interface Sent {
	readonly path: string;
	readonly items: ReadonlyArray<{ readonly variant_id: number; readonly quantity: number }>;
}

interface Moods {
	/** Variants that no call may name. */
	readonly refusing?: readonly number[];
	/** Variants that were never set: they take no difference, and the whole call is refused. */
	readonly neverSet?: readonly number[];
	/** How the refusal names them. */
	readonly nameOf?: (variantId: number) => string;
	/** Something that happens after a call was answered, by its place from 0 on. */
	readonly after?: (call: number, levels: Map<number, number>) => void;
	/** Takes the good entries of a call that it refuses. */
	readonly appliesRest?: boolean;
	/** Shows no change until `settle`. */
	readonly late?: boolean;
	/** So many calls are carried out, and their answers lost. */
	readonly losing?: number;
}

/** The stock of BigCommerce's product 7 by variant: adjustments and levels, nothing else. */
export function bigStore(
	start: Readonly<Record<number, number>>,
	{
		refusing = [],
		neverSet = [],
		nameOf = (id) => `variant_id ${id}`,
		after: happening = () => undefined,
		appliesRest = false,
		late = false,
		losing = 0,
	}: Moods = {},
) {
	const levels = new Map(Object.entries(start).map(([id, level]) => [Number(id), level]));
	let shown = new Map(levels);
	const sent: Sent[] = [];
	let lost = losing;
	const unset = new Set(neverSet);
	const refuseUnset = (items: Sent['items']) => {
		const names = items.filter(({ variant_id }) => unset.has(variant_id)).map(({ variant_id }) => nameOf(variant_id));
		const title = `Items with identity: [${names.join(', ')}] requires absolute adjustment before relative`;
		return names.length === 0 ? null : { status: 422, body: { status: 422, title, errors: {} } };
	};
	const adjust = (request: HttpRequest) => {
		const { items } = request.body as Sent;
		const path = request.url.split('/').at(-1) ?? '';
		sent.push({ path, items });
		const refusal = path === 'relative' ? refuseUnset(items) : null;
		if (refusal !== null) return refusal;
		if (path === 'absolute') items.forEach(({ variant_id }) => unset.delete(variant_id));
		const after = ({ variant_id, quantity }: Sent['items'][number]) =>
			path === 'absolute' ? quantity : (levels.get(variant_id) ?? 0) + quantity;
		const isBad = (entry: Sent['items'][number]) => refusing.includes(entry.variant_id) || after(entry) < 0;
		const isRefused = items.some(isBad);
		if (!isRefused || appliesRest)
			items.filter((entry) => !isBad(entry)).forEach((entry) => levels.set(entry.variant_id, after(entry)));
		if (!late) shown = new Map(levels);
		if (lost-- > 0) throw new IntegrationError('unavailable', 'The connection was lost');
		return isRefused
			? { status: 422, body: { status: 422, title: 'Invalid adjustment', errors: { 'items.0': 'tracked by product' } } }
			: { status: 200, body: { transaction_id: 'x' } };
	};
	const rows = () =>
		[...shown].map(([id, level]) => ({
			identity: { product_id: 7, variant_id: id },
			locations: [{ location_id: 1, total_inventory_onhand: level }],
		}));
	const http: HttpPort = async (request) => {
		if (request.method !== 'GET') {
			const reply = { headers: {}, ...adjust(request) };
			happening(sent.length - 1, levels);
			if (!late) shown = new Map(levels);
			return reply;
		}
		const data = request.url.endsWith('/locations') ? [{ id: 1 }] : rows();
		return { status: 200, headers: {}, body: { data, meta: { pagination: { total_pages: 1 } } } };
	};
	const settle = () => {
		shown = new Map(levels);
	};
	return { http, levels, sent, settle };
}
