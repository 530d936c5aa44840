import type { IExecuteFunctions } from 'n8n-workflow';

let nodes = 0;

/** A node of its own, as far as what n8n's process remembers of nodes asks for it. */
export function aNode({
	mode = 'trigger',
	workflow = 'w',
}: { readonly mode?: string; readonly workflow?: string } = {}): IExecuteFunctions {
	const id = `node ${(nodes += 1)}`;
	return {
		getWorkflow: () => ({ id: workflow }),
		getNode: () => ({ id }),
		getMode: () => mode,
	} as unknown as IExecuteFunctions;
}
