import { IntegrationError } from '../../../core/http/integrationError';
import { UnreadableError } from '../../../core/reading/readUnknown';
import { UnreadableReply } from '../http/unreadableReply';
import { adviceFor } from './adviceFor';
import { NodeApiError, NodeOperationError, type Failure, type INode, type JsonObject } from 'n8n-workflow';

/** The one place where a failure of the core takes the shape that n8n shows to people. */
export function errorToN8n(node: INode, error: unknown, itemIndex?: number): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (error instanceof IntegrationError) return apiError(node, error, itemIndex);
	const description = error instanceof UnreadableError ? adviceFor(error) : undefined;
	// The declared cause is among the few things that are left of an error when a run's data has been stored and sent on.
	const failure: Failure | undefined =
		error instanceof UnreadableReply ? { cause: 'temporarily-unavailable' } : undefined;
	return new NodeOperationError(node, error instanceof Error ? error : String(error), {
		description,
		itemIndex,
		failure,
	});
}

function apiError(node: INode, error: IntegrationError, itemIndex: number | undefined): NodeApiError {
	return new NodeApiError(node, { message: error.message } satisfies JsonObject, {
		message: error.message,
		description: adviceFor(error),
		httpCode: error.reply === undefined ? undefined : String(error.reply.status),
		itemIndex,
		failure: failureOf(error),
	});
}

/** What n8n's scheduler wants to know: whether waiting helps or somebody has to act. */
function failureOf({ kind, reply }: IntegrationError): Failure | undefined {
	if (kind === 'notAuthorised') return { cause: 'credential-invalid' };
	if (kind === 'notFound') return { cause: 'configuration-invalid' };
	if (kind === 'rejected') return undefined;
	const seconds = Number(reply?.headers['retry-after']);
	const asked = seconds > 0 ? { retryAfterMs: seconds * 1000 } : {};
	return { cause: kind === 'rateLimited' ? 'rate-limited' : 'temporarily-unavailable', ...asked };
}
