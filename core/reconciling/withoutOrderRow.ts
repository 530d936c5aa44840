import type { WithoutOrder } from './documentsWithoutOrder';

/** What people read, in this order; all else stands behind it. */
const FOR_PEOPLE = [
	'orderNumber',
	'documentNumber',
	'total',
	'currency',
	'date',
	'documents',
	'documentUrl',
	'orderUrl',
] as const;

/** A document without its order as people read it: a sentence first, then where to see it, what programs read last, and nothing that has no value. */
export function toWithoutOrderRow(
	found: WithoutOrder,
): Readonly<Record<string, unknown>> & { readonly summary: string } {
	const { reason, kind, ...rest } = found;
	const known = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
	const forPeople = FOR_PEOPLE.flatMap((name) => (name in known ? [[name, known[name]] as const] : []));
	return { summary: reason, reason, ...Object.fromEntries(forPeople), kind, ...known };
}
