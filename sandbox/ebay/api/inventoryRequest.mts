import type { FastifyRequest } from 'fastify';
import { inventoryError, invalidValue, Refusal, unreadableBody } from './errors.mts';

type Json = Record<string, unknown>;

const MOST_REQUESTS = 25;

/** The rows of a bulk call: an array of at most 25 objects with these fields alone, each SKU once. */
export function readRequests(body: unknown, fields: readonly string[]): Json[] {
	const { requests } = asObject(body, 'body', ['requests']);
	const rows = asArray(requests, 'requests').map((row) => asObject(row, 'requests', fields));
	if (rows.length > MOST_REQUESTS) {
		throw new Refusal(
			400,
			inventoryError(25727, `The number of InventoryItems in the request cannot exceed ${MOST_REQUESTS}.`),
		);
	}
	const skus = rows.map(({ sku }) => sku).filter((sku) => sku !== undefined);
	if (new Set(skus).size < skus.length) {
		throw new Refusal(
			400,
			inventoryError(25734, 'The request contains duplicate SKUs. Please provide unique SKUs for all InventoryItems.'),
		);
	}
	return rows;
}

export function asObject(value: unknown, path: string, fields: readonly string[]): Json {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unreadableBody(path);
	const unknownField = Object.keys(value).find((name) => !fields.includes(name));
	if (unknownField !== undefined) throw unreadableBody(path === 'body' ? unknownField : `${path}.${unknownField}`);
	return value as Json;
}

export function asArray(value: unknown, path: string): unknown[] {
	if (!Array.isArray(value) || value.length === 0) throw unreadableBody(path);
	return value;
}

/** Whole units, zero among them. */
export function isQuantity(value: unknown): value is number {
	return Number.isInteger(value) && Number(value) >= 0;
}

/** A paging parameter; outside of its range the request is refused. */
export function readNumber(
	text: string | undefined,
	name: string,
	range: { least: number; most: number; otherwise: number },
): number {
	if (text === undefined) return range.otherwise;
	const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
	if (!(value >= range.least && value <= range.most)) throw new Refusal(400, invalidValue(name));
	return value;
}

/** Writing texts wants their language; the item takes that locale. */
export function readContentLanguage(request: FastifyRequest): string {
	const language = request.headers['content-language'];
	if (language === undefined || !/^[a-z]{2}-[A-Z]{2}$/.test(language))
		throw new Refusal(400, invalidValue('header Content-Language'));
	return language.replace('-', '_');
}
