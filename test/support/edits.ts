import type { E2eN8n, E2eNode } from './e2eN8n';

interface NodeType {
	readonly name: string;
	readonly properties: readonly { readonly name: string; readonly default?: unknown }[];
}

/** A parameter that differs, by node and name, with what it is now. */
type Edit = readonly [node: string, parameter: string, value: unknown];

/**
 * What a workflow's nodes have otherwise than a template's. The editor stores no parameter that has its default, and some that the
 * template left out, so both sides are completed by what the nodes' descriptions say.
 */
export async function editsOf(n8n: E2eN8n, template: readonly E2eNode[], nodes: readonly E2eNode[]): Promise<Edit[]> {
	const types = (await n8n.http.get<NodeType[]>('/types/nodes.json')).data;
	return nodes.flatMap((node) => {
		const shipped = template.find(({ name }) => name === node.name)?.parameters ?? {};
		const names = new Set([...Object.keys(shipped), ...Object.keys(node.parameters)]);
		return [...names]
			.filter((name) => {
				const usual = defaultsOf(types, node.type, name);
				const [before, now] = [shipped, node.parameters].map((side) => (name in side ? [side[name]] : usual));
				return !before?.some((value) => now?.some((other) => isSame(value, other)));
			})
			.map((name): Edit => [node.name, name, node.parameters[name]]);
	});
}

/** A parameter may have several, for several operations or versions. */
function defaultsOf(types: readonly NodeType[], type: string, parameter: string): unknown[] {
	return types
		.filter(({ name }) => name === type)
		.flatMap(({ properties }) => properties.filter(({ name }) => name === parameter))
		.map((property) => property.default);
}

function isSame(one: unknown, other: unknown): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}

type Credentials = Readonly<Record<string, { readonly id: string | null } | undefined>>;

/** The ids of the credentials that nodes have, by node and type; those of a template by what each type's one is. */
export function boundCredentials(
	nodes: readonly E2eNode[],
	ids?: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, Readonly<Record<string, string | null | undefined>>>> {
	const idsOf = (credentials: Credentials) =>
		Object.entries(credentials).map(([type, chosen]) => [type, ids === undefined ? chosen?.id : ids[type]] as const);
	return Object.fromEntries(
		nodes
			.filter(({ credentials }) => credentials !== undefined)
			.map(({ name, credentials }) => [name, Object.fromEntries(idsOf(credentials as Credentials))]),
	);
}
