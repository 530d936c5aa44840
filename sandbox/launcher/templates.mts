import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bootstrap/folders.mjs';
import type { DisplayOptions, NamedCredential, NodeType, WorkflowDraft, WorkflowNode } from './n8nClient.mts';

export interface Template {
	/** File name without ending. */
	readonly file: string;
	readonly draft: WorkflowDraft;
}

const folder = join(root, 'workflows');

/** The shipped templates, as they are in the checkout. */
export function readTemplates(): Template[] {
	if (!existsSync(folder)) return [];
	const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
	return files.sort().map((name) => ({
		file: name.slice(0, -'.json'.length),
		draft: JSON.parse(readFileSync(join(folder, name), 'utf8')) as WorkflowDraft,
	}));
}

/** What a person does after the import: chooses the credentials that there are, and enables what they serve. */
export function setUp(
	draft: WorkflowDraft,
	credentials: readonly NamedCredential[],
	types: readonly NodeType[],
): WorkflowDraft {
	return { ...draft, nodes: draft.nodes.map((node) => setUpNode(node, credentials, types)) };
}

function setUpNode(
	node: WorkflowNode,
	credentials: readonly NamedCredential[],
	types: readonly NodeType[],
): WorkflowNode {
	const wanted = credentialsOf(node, types);
	const chosen = credentials.filter(({ type }) => wanted.includes(type));
	// A node for which there is no account, such as one that sends e-mail, stays as it is shipped.
	if (chosen.length === 0) return node;
	const { disabled: _disabled, ...enabled } = node;
	return { ...enabled, credentials: Object.fromEntries(chosen.map(({ type, id, name }) => [type, { id, name }])) };
}

/** The credential types that the editor asks for, given the node's own parameters. */
function credentialsOf(node: WorkflowNode, types: readonly NodeType[]): string[] {
	const type = types.find(({ name }) => name === node.type);
	if (type === undefined) return [];
	// A field that the editor does not show has no value, not even its default one.
	const valueOf = (parameter: string) =>
		node.parameters[parameter] ??
		type.properties.find(({ name, displayOptions }) => name === parameter && isAsked(displayOptions))?.default;
	const isOneOf = ([parameter, values]: readonly [string, readonly unknown[]]) =>
		values.some((value) => isMet(value, valueOf(parameter)));
	const isAsked = ({ show = {}, hide = {} }: DisplayOptions = {}): boolean =>
		Object.entries(show).every(isOneOf) && !Object.entries(hide).some(isOneOf);
	return (type.credentials ?? []).filter(({ displayOptions }) => isAsked(displayOptions)).map(({ name }) => name);
}

/** As the editor does: a list is looked through, and `_cnd` may ask that it lacks something. */
function isMet(condition: unknown, value: unknown): boolean {
	const values = Array.isArray(value) ? value : [value];
	const without = (condition as { _cnd?: { not?: unknown } } | null)?._cnd?.not;
	return without === undefined ? values.includes(condition) : !values.includes(without);
}
