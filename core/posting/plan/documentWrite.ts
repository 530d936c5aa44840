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
