/** The reason of an order that the channel cannot send; `said` is the channel's own answer. */
export function unservedReason(said: string): string {
	return `The channel cannot send this order, while it sends others: ${said}. Open the order there; a plugin, or what is stored with it, may be broken, and the channel's error log names it`;
}
