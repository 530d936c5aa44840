import { UnreadableError } from '../../../core/reading/readUnknown';

/** A success that is no answer at all. It says nothing against what was asked for, so a run that fails on it was stopped by the wire. */
export class UnreadableReply extends UnreadableError {}
