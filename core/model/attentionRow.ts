import { type Fields, fieldsOrNone } from '../reading/readUnknown';

/** What a person has to hear of one thing: the sentence first. The mark `needsAttention` tells the nodes behind to hand it on until a message tells of it. */
type AttentionRow = Fields & { readonly summary: string; readonly needsAttention: true };

/** The row with the mark, as its last key. */
export function markForAttention<Row extends Fields>(row: Row) {
	return { ...row, needsAttention: true as const };
}

/** True for what a node before has marked. */
export function isAttentionRow(raw: unknown): raw is AttentionRow {
	const { summary, needsAttention } = fieldsOrNone(raw);
	return needsAttention === true && typeof summary === 'string';
}
