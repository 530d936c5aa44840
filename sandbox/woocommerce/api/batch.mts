import { RestError } from './errors.mts';
import type { Json, RouteReply } from './route.mts';

export interface BatchRows {
	readonly create: (row: Json) => Json;
	readonly update: (id: number, row: Json) => Json;
	readonly remove: (id: number) => Json;
}

const limit = 100;

/**
 * create, update and delete rows, one after another; each fails alone, inside a 200. More than 100 rows together are
 * refused before any is touched. An empty batch is `[]`, as PHP writes an empty array.
 */
export function runBatch(body: Json, rows: BatchRows): RouteReply {
	const [create, update, remove] = [rowsOf(body.create), rowsOf(body.update), rowsOf(body.delete)];
	if (create.length + update.length + remove.length > limit) throw tooMany();
	const answers = {
		...(create.length > 0 ? { create: create.map((row) => attempt(0, () => rows.create(asJson(row)))) } : {}),
		...(update.length > 0
			? { update: update.map((row) => attempt(idOf(row), () => rows.update(Number(idOf(row)), asJson(row)))) }
			: {}),
		...(remove.length > 0 ? { delete: remove.map((id) => attempt(Number(id), () => rows.remove(Number(id)))) } : {}),
	};
	return { headers: { allow: 'POST, PUT, PATCH' }, body: Object.keys(answers).length === 0 ? [] : answers };
}

function attempt(id: unknown, write: () => Json): Json {
	try {
		return write();
	} catch (error) {
		if (!(error instanceof RestError)) throw error;
		return { id, error: error.body() };
	}
}

function tooMany(): RestError {
	return new RestError(
		413,
		'woocommerce_rest_request_entity_too_large',
		`Unable to accept more than ${limit} items for this request.`,
	);
}

function rowsOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

function asJson(row: unknown): Json {
	return typeof row === 'object' && row !== null ? (row as Json) : {};
}

function idOf(row: unknown): unknown {
	return asJson(row).id ?? null;
}
