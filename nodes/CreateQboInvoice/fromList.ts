import type { INodeProperties } from 'n8n-workflow';
import type { postingLists } from './postingLists';

const CHOOSE =
	'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** A field whose choices come from the company. */
export function fromList(
	displayName: string,
	name: string,
	loadOptionsMethod: keyof typeof postingLists,
	what: string,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'options',
		typeOptions: { loadOptionsMethod },
		default: '',
		description: `${what} ${CHOOSE}`,
	};
}
