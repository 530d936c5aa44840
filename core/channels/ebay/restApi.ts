import type { HttpPort, HttpReply, HttpRequest } from '../../http/httpPort';
import { toIntegrationError } from '../../http/integrationError';
import { pageSizes, type PageSizes } from '../../http/troubledPages';
import { listOrNone, type Fields } from '../../reading/readUnknown';

/** eBay's REST APIs. */
export interface EbayRest {
	/** Reads. Throws IntegrationError for every status from 300 up that is not expected. */
	get(path: string, query?: HttpRequest['query'], isExpected?: (reply: HttpReply) => boolean): Promise<HttpReply>;
	/** Whether eBay answers to a question for a single order. */
	answers(): Promise<boolean>;
	/** Numbers of orders to a page. */
	readonly orderPageSizes: PageSizes;
	/** Sends a call that reads, or that sets absolute values: it may be sent twice. Throws as `get` does. */
	post(path: string, body: Fields, isExpected?: (reply: HttpReply) => boolean): Promise<HttpReply>;
}

/** https://developer.ebay.com/api-docs/sell/fulfillment/resources/order/methods/getOrders */
export const ORDERS = '/sell/fulfillment/v1/order';

/** eBay's largest page, and smaller ones. Each number divides the one before. */
const ORDER_PAGE_SIZES = [200, 50, 10, 1] as const;

export function restApi(http: HttpPort, root: string): EbayRest {
	const send = async (request: HttpRequest, isExpected: (reply: HttpReply) => boolean): Promise<HttpReply> => {
		const reply = await http(request);
		if (reply.status >= 300 && !isExpected(reply)) throw toIntegrationError(request, reply, errorText(reply.body));
		return reply;
	};
	const get: EbayRest['get'] = async (path, query = {}, isExpected = () => false) =>
		await send({ method: 'GET', url: root + path, query, repeatable: true }, isExpected);
	return {
		get,
		answers: async () =>
			await get(ORDERS, { limit: 1 }).then(
				() => true,
				() => false,
			),
		orderPageSizes: pageSizes(ORDER_PAGE_SIZES),
		post: async (path, body, isExpected = () => false) =>
			await send({ method: 'POST', url: root + path, body, repeatable: true }, isExpected),
	};
}

/** eBay's explanation in a body or a row with `errors`: "25702 That SKU is unknown". Undefined when there is none. */
export function errorText(body: unknown): string | undefined {
	const errors = errorsOf(body).map(({ errorId, longMessage, message }) =>
		`${toPlainText(errorId)} ${toPlainText(longMessage ?? message)}`.trim(),
	);
	return errors.length === 0 ? undefined : errors.join('; ');
}

/** The numbers of the errors in a body or a row. */
export function errorIdsOf(body: unknown): readonly number[] {
	return errorsOf(body)
		.map(({ errorId }) => Number(toPlainText(errorId)))
		.filter(Number.isFinite);
}

/** The errors in a body. A body of another shape has none. */
function errorsOf(body: unknown): readonly Fields[] {
	return listOrNone(isFields(body) ? body.errors : undefined).filter(isFields);
}

/** Text or a number as text; '' for anything else. */
function toPlainText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
