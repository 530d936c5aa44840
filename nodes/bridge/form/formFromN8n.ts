import type { IExecuteFunctions } from 'n8n-workflow';
import { formErrorToN8n } from '../errors/errorToN8n';

/**
 * Reads a form that is the same for all items. Throws an error of n8n that blames the form, so that the trigger counts it against no
 * item.
 */
export function formFromN8n<T>(context: IExecuteFunctions, read: (context: IExecuteFunctions) => T): T {
	try {
		return read(context);
	} catch (error) {
		throw formErrorToN8n(context.getNode(), error);
	}
}
