import { IntegrationError } from '../../../core/http/integrationError';
import { UnreadableError } from '../../../core/reading/readUnknown';
import { UnreadableReply } from '../http/unreadableReply';
import { adviceFor } from './adviceFor';
import { NodeApiError, NodeOperationError, type Failure, type INode, type JsonObject } from 'n8n-workflow';

/** The failure in the shape that n8n shows to people; an error of n8n stays as it is. `itemIndex`: the input item that it is about. */
export function errorToN8n(node: INode, error: unknown, itemIndex?: number): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (error instanceof IntegrationError) return apiError(node, error, itemIndex);
	const description = error instanceof UnreadableError ? adviceFor(error) : undefined;
	// n8n stores and sends on only a few fields of an error. The declared cause is one of them.
	const failure: Failure | undefined =
		error instanceof UnreadableReply ? { cause: 'temporarily-unavailable' } : undefined;
	return new NodeOperationError(node, error instanceof Error ? error : String(error), {
		description,
		itemIndex,
		failure,
	});
}

/** The failure of a form, in the shape that n8n shows to people; an error of n8n stays as it is. */
export function formErrorToN8n(node: INode, error: unknown): NodeApiError | NodeOperationError {
	return settingErrorToN8n(
		node,
		error,
		'Open the node and mend this field. A trigger of this package hands over again what came in.',
	);
}

/** The failure of a field in a credential, in the shape that n8n shows to people; an error of n8n stays as it is. */
export function credentialErrorToN8n(node: INode, error: unknown): NodeApiError | NodeOperationError {
	return settingErrorToN8n(
		node,
		error,
		'Open the credential and mend this field. That works at once, without publishing. A trigger of this package hands over again what came in.',
	);
}

function settingErrorToN8n(node: INode, error: unknown, description: string): NodeApiError | NodeOperationError {
	if (!(error instanceof UnreadableError)) return errorToN8n(node, error);
	return new NodeOperationError(node, error, { description, failure: { cause: 'configuration-invalid' } });
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

/** The cause for n8n's scheduler: whether waiting helps, or a person has to act. */
function failureOf({ kind, reply }: IntegrationError): Failure | undefined {
	if (kind === 'notAuthorised') return { cause: 'credential-invalid' };
	if (kind === 'notFound') return { cause: 'configuration-invalid' };
	if (kind === 'rejected') return undefined;
	const seconds = Number(reply?.headers['retry-after']);
	const asked = seconds > 0 ? { retryAfterMs: seconds * 1000 } : {};
	return { cause: kind === 'rateLimited' ? 'rate-limited' : 'temporarily-unavailable', ...asked };
}
