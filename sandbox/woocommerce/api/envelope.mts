import type { FastifyReply, FastifyRequest } from 'fastify';
import { readQuery } from './query.mts';

/**
 * The reply, refusals too, inside of a 200 where the query has `_envelope`.
 * https://developer.wordpress.org/rest-api/using-the-rest-api/global-parameters/#_envelope
 */
export function intoEnvelope({ url }: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
	const isJson = String(reply.getHeader('content-type') ?? '').includes('json');
	if (!isJson || typeof payload !== 'string' || !('_envelope' in readQuery(url))) return payload;
	const { statusCode: status } = reply;
	reply.code(200).removeHeader('content-length');
	return JSON.stringify({ body: JSON.parse(payload) as unknown, status, headers: {} });
}
