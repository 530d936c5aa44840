import { isAttentionRow } from '../../../core/model/attentionRow';
import { errorToN8n } from '../errors/errorToN8n';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** The values that were read, each with the place of its item; and what people look at instead, as it leaves the node. */
export interface ReadItems<T> {
	readonly good: ReadonlyArray<{ readonly index: number; readonly value: T }>;
	readonly bad: INodeExecutionData[];
}

/**
 * Reads every incoming item into a domain value, before anything is sent. An item that cannot be read stops the node. With On Error
 * set to continue it stands in `bad`, ready for the output that people look at. What a node before has marked for people stands there in any case.
 */
export function itemsFromN8n<T>(context: IExecuteFunctions, read: (json: unknown) => T): ReadItems<T> {
	const items = context.getInputData();
	const isMarked = (index: number) => isAttentionRow(items[index]?.json);
	return readEach(context, { isMarked, read: (index) => read(items[index]?.json) });
}

/** As `itemsFromN8n`, for a value of the form that an expression may give for each item, whatever the item is. */
export function formOfItems<T>(context: IExecuteFunctions, read: (index: number) => T): ReadItems<T> {
	return readEach(context, { isMarked: () => false, read });
}

interface Reading<T> {
	readonly isMarked: (index: number) => boolean;
	readonly read: (index: number) => T;
}

function readEach<T>(context: IExecuteFunctions, { isMarked, read }: Reading<T>): ReadItems<T> {
	const good: Array<{ index: number; value: T }> = [];
	const bad: INodeExecutionData[] = [];
	context.getInputData().forEach(({ json }, index) => {
		if (isMarked(index)) {
			bad.push({ json, pairedItem: { item: index } });
			return;
		}
		try {
			good.push({ index, value: read(index) });
		} catch (error) {
			if (!context.continueOnFail()) throw errorToN8n(context.getNode(), error, index);
			bad.push(failedItem(context, error, index));
		}
	});
	return { good, bad };
}

/** The outcome `failed` of an item that was not handled, with the item itself for the person who looks into it. */
export function failedItem(context: IExecuteFunctions, error: unknown, index: number): INodeExecutionData {
	const { message } = errorToN8n(context.getNode(), error, index);
	const input = context.getInputData()[index]?.json ?? {};
	const { sku = null, name = null } = input;
	return {
		json: { summary: message, outcome: 'failed', sku, name, reason: message, input },
		pairedItem: { item: index },
	};
}
