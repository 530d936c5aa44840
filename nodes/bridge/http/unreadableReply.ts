import { UnreadableError } from '../../../core/reading/readUnknown';

/** A success without a usable body. The request was right, so a run that fails on it counts as stopped by the network. */
export class UnreadableReply extends UnreadableError {
	constructor(
		path: string,
		expected: string,
		/** The way out, for people, where the body tells it. */
		readonly advice?: string,
	) {
		super(path, expected);
	}
}
