import { errorToN8n } from '../errors/errorToN8n';
import { failedItem, type ReadItems } from './itemsFromN8n';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/**
 * Runs the work of a node. When it fails and the user chose to continue, every item leaves as failed through the output `attention`,
 * and nothing leaves through the others: n8n by itself would pass the input on through the first output.
 * Throws an error of n8n otherwise.
 */
export async function continueOnFail<T>(
	context: IExecuteFunctions,
	{ good, bad }: ReadItems<T>,
	{ outputs, attention }: { readonly outputs: number; readonly attention: number },
	work: () => Promise<INodeExecutionData[][]>,
): Promise<INodeExecutionData[][]> {
	try {
		return await work();
	} catch (error) {
		if (!context.continueOnFail()) throw errorToN8n(context.getNode(), error);
		const failed = [...good.map(({ index }) => failedItem(context, error, index)), ...bad];
		return Array.from({ length: outputs }, (_, place) => (place === attention ? failed : []));
	}
}
