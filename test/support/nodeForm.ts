import { NodeHelpers, type INodeParameters, type INodeTypeDescription } from 'n8n-workflow';

/** What a node with these parameters comes to in n8n: its own ones with defaults, the credentials that it is asked for, and the fields that are shown. */
export function nodeForm(description: INodeTypeDescription, chosen: INodeParameters) {
	const node = {
		id: 'n',
		name: 'n',
		type: 't',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: chosen,
	};
	const parameters =
		NodeHelpers.getNodeParameters(description.properties, chosen, true, false, node, description) ?? {};
	const shown = <One extends { readonly name: string }>(all: readonly One[]) =>
		all
			.filter((one) => NodeHelpers.displayParameter(parameters, one as never, node, description))
			.map(({ name }) => name);
	return { parameters, credentials: shown(description.credentials ?? []), fields: shown(description.properties) };
}
