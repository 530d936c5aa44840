import type { HttpReply, HttpRequest } from '../../http/httpPort';
import { toIntegrationError } from '../../http/integrationError';

/** The failure that a refusal of BigCommerce stands for, with BigCommerce's own explanation. */
export function toRefusalError(request: HttpRequest, reply: HttpReply) {
	return toIntegrationError(request, reply, { detail: errorText(reply), advice: ADVICE[reply.status] });
}

const ADVICE: Readonly<Record<number, string>> = {
	401: 'BigCommerce does not know the token for this store: its API account was deleted, or belongs to another store. In BigCommerce, under Settings, Store-level API accounts, make a new one, and enter its token and store hash in the credential.',
	403: 'The API account lacks a scope. It needs Orders (read-only), Products (read-only), Store Inventory (modify) and Information & Settings (read-only): make a new API account with these, and enter its token in the credential.',
	404: 'BigCommerce has no such store or record. Check the store hash in the credential: it is the part after /stores/ in the API path.',
};

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
