import { UnreadableError } from '../../../core/reading/readUnknown';

/** A success without a usable body. The request was right, so a run that fails on it counts as stopped by the network. */
export class UnreadableReply extends UnreadableError {}
