import { errorToN8n } from '../errors/errorToN8n';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

export interface ReadItems<T> {
	readonly good: ReadonlyArray<{ readonly index: number; readonly value: T }>;
	readonly bad: INodeExecutionData[];
}

/**
 * Turns every incoming item into a domain value before anything is sent. An item that cannot be read stops the node,
 * or with On Error set to continue comes back in `bad`, ready for the Needs Attention output.
 */
export function itemsFromN8n<T>(context: IExecuteFunctions, read: (json: unknown) => T): ReadItems<T> {
	const items = context.getInputData();
	return formOfItems(context, (index) => read(items[index]?.json));
}

/** The same for a value that stands in the form, with an expression for each item. */
export function formOfItems<T>(context: IExecuteFunctions, read: (index: number) => T): ReadItems<T> {
	const good: Array<{ index: number; value: T }> = [];
	const bad: INodeExecutionData[] = [];
	context.getInputData().forEach((_item, index) => {
		try {
			good.push({ index, value: read(index) });
		} catch (error) {
			if (!context.continueOnFail()) throw errorToN8n(context.getNode(), error, index);
			bad.push(failedItem(context, error, index));
		}
	});
	return { good, bad };
}

/** The outcome of an item that a failure kept from being handled, with the item itself for whoever looks into it. */
export function failedItem(context: IExecuteFunctions, error: unknown, index: number): INodeExecutionData {
	const { message } = errorToN8n(context.getNode(), error, index);
	const input = context.getInputData()[index]?.json ?? {};
	const { sku = null, name = null } = input;
	return { json: { outcome: 'failed', sku, name, reason: message, input }, pairedItem: { item: index } };
}
