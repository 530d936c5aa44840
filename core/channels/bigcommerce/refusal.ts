import type { HttpReply, HttpRequest } from '../../http/httpPort';
import { toIntegrationError } from '../../http/integrationError';

/** The failure that a refusal of BigCommerce stands for, with BigCommerce's own explanation. */
export function toRefusalError(request: HttpRequest, reply: HttpReply) {
	return toIntegrationError(request, reply, errorText(reply));
}

/**
 * BigCommerce's own explanation of a refusal. Version 2 answers with a list of messages, version 3 with a title and errors by
 * field. Undefined when there is none.
 */
export function errorText({ body }: HttpReply): string | undefined {
	const [first] = Array.isArray(body) ? (body as unknown[]) : [body];
	if (typeof first !== 'object' || first === null) return undefined;
	const { title, message, errors } = first as { title?: unknown; message?: unknown; errors?: unknown };
	const fields =
		typeof errors === 'object' && errors !== null
			? Object.entries(errors).map(([name, text]) => `${name}: ${textOf(text)}`)
			: [];
	return [title, message, ...fields].filter((part) => typeof part === 'string' && part !== '').join('; ') || undefined;
}

/** One text of a text or a list of texts. Anything else is left out. */
function textOf(value: unknown): string {
	const texts: unknown[] = Array.isArray(value) ? value : [value];
	return texts.filter((text) => typeof text === 'string').join(', ');
}
