import { formErrorToN8n } from '../errors/errorToN8n';
import type { IExecuteFunctions } from 'n8n-workflow';

/** An item with what the form says for it; in place of that the reason where it says nothing that can be used. */
export type FormOfItem<Item, T> = { readonly item: Item } & ({ readonly form: T } | { readonly trouble: string });

/**
 * Reads the form once for each of these items, since an expression may say something else for each. A form that is wrong for one item alone
 * stops no other. Throws an error of n8n that blames the form where it is wrong for all and holds no expression.
 */
export function formOfEach<Item, T>(
	context: IExecuteFunctions,
	items: readonly Item[],
	read: (item: Item) => T,
): Array<FormOfItem<Item, T>> {
	const holdsExpression = isDynamic(context.getNode().parameters);
	return items.map((item) => {
		try {
			return { item, form: read(item) };
		} catch (error) {
			const failure = formErrorToN8n(context.getNode(), error);
			if (!holdsExpression) throw failure;
			return { item, trouble: failure.message };
		}
	});
}

/** True for a value of a node's parameters that n8n works out anew for each item: in its JSON an expression begins with "=". */
function isDynamic(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(isDynamic);
}
