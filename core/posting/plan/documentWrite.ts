import { requestId } from '../../model/orderIdentity';
import type { DocumentType } from '../../quickbooks/quickBooksClient';
import type { Fields } from '../../reading/readUnknown';

/** One document to write. */
export interface DocumentWrite {
	/** What it stands for (see identityKey) and in which version. */
	readonly identity: string;
	readonly fingerprint: string;
	readonly generation: number;
	readonly operation: 'create' | 'update';
	readonly type: DocumentType;
	readonly number: string;
	readonly body: Fields;
	readonly requestId: string;
}

/** The write with its requestid. `action` tells writes of one identity apart that are made for different reasons. */
export function withRequestId(
	write: Omit<DocumentWrite, 'requestId'>,
	action: 'create' | 'update' | 'credit' | 'mark',
	realmId: string,
): DocumentWrite {
	const { identity, generation, body } = write;
	return { ...write, requestId: requestId(realmId, identity, action, generation, body) };
}
