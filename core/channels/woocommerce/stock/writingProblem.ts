import { toRefusalError, type Shop } from '../api';
import { isOwnRefusal } from '../../../http/webPage';

/**
 * Throws IntegrationError `notAuthorised` for keys that may not write. They are told from the answer to a batch without rows, which changes
 * nothing; any other trouble is left to the first real batch. No setting of a shop makes its levels wrong, so the answer is null.
 */
export async function findWritingProblem(shop: Shop): Promise<null> {
	const { request, reply } = await shop.post('/products/batch', { update: [] });
	if (isOwnRefusal(reply, 401) || isOwnRefusal(reply, 403)) throw toRefusalError(request, reply);
	return null;
}
