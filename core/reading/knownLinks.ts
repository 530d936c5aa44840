/** The links among these values, by their keys. What is no link of the web is left out: nothing, a path, a script. */
export function knownLinks<Key extends string>(links: {
	readonly [K in Key]: unknown;
}): { readonly [K in Key]?: string } {
	const known = Object.entries<unknown>(links).filter(([, link]) => isLink(link));
	return Object.fromEntries(known) as { readonly [K in Key]?: string };
}

function isLink(raw: unknown): raw is string {
	return typeof raw === 'string' && /^https?:\/\//i.test(raw) && URL.canParse(raw);
}
