import { checkParameters } from './checkParameters.mjs';

/**
 * n8n's own nodes that templates may use, in the versions of n8n 2.41. Their parameters are proved by importing and
 * publishing the templates in a real n8n, since n8n's node package is not installed here. The Code node is none of them: what
 * decides, and in which words, stands in core and is tested there.
 */
const OWN_NODES_OF_N8N = {
	'n8n-nodes-base.crypto': [2],
	'n8n-nodes-base.emailSend': [2.1],
	'n8n-nodes-base.errorTrigger': [1],
	'n8n-nodes-base.filter': [2.3],
	'n8n-nodes-base.formTrigger': [2.6],
	'n8n-nodes-base.html': [1.2],
	'n8n-nodes-base.httpRequest': [4.5],
	'n8n-nodes-base.if': [2.3],
	'n8n-nodes-base.manualTrigger': [1],
	'n8n-nodes-base.merge': [3.2],
	'n8n-nodes-base.n8nTrigger': [1],
	'n8n-nodes-base.noOp': [1],
	'n8n-nodes-base.respondToWebhook': [1.5],
	'n8n-nodes-base.scheduleTrigger': [1.4],
	'n8n-nodes-base.set': [3.5],
	'n8n-nodes-base.stickyNote': [1],
	'n8n-nodes-base.stopAndError': [1],
	'n8n-nodes-base.switch': [3.4],
	'n8n-nodes-base.wait': [1.1],
	'n8n-nodes-base.webhook': [2.1],
};

const TEMPLATE_KEYS = ['name', 'nodes', 'connections', 'settings', 'tags', 'description', 'pinData', 'meta'];

/** What is wrong with a template, as sentences; empty when n8n would import and show it as it stands. */
export function checkTemplate(template, pack) {
	const nodes = template.nodes ?? [];
	return [
		...checkFrame(template),
		...repeated(nodes, 'name').map((name) => `two nodes are called "${name}"`),
		...repeated(nodes, 'id').map((id) => `two nodes have the id ${id}`),
		...nodes.flatMap((node) => checkNode(node, pack).map((problem) => `node "${node.name}": ${problem}`)),
		...checkConnections(template, pack),
	];
}

function checkFrame(template) {
	const foreign = Object.keys(template).filter((key) => !TEMPLATE_KEYS.includes(key));
	return [
		...foreign.map((key) => `"${key}" belongs to an instance of n8n, not to a template`),
		...(template.meta?.instanceId === undefined ? [] : ['meta.instanceId names an instance of n8n']),
		...(template.name?.trim() ? [] : ['it has no name']),
		...(template.settings?.executionOrder === 'v1' ? [] : ['settings.executionOrder should be "v1"']),
	];
}

function repeated(nodes, key) {
	const values = nodes.map((node) => node[key]);
	return [...new Set(values.filter((value, place) => values.indexOf(value) !== place))];
}

function checkNode(node, pack) {
	const description = pack.nodes.get(node.type);
	const versions = description === undefined ? OWN_NODES_OF_N8N[node.type] : [description.version].flat();
	if (versions === undefined) return [`its type ${node.type} is neither ours nor one of n8n's that templates may use`];
	return [
		...(versions.includes(node.typeVersion) ? [] : [`${node.type} has no version ${node.typeVersion}`]),
		...checkCredentials(node, description),
		...(description === undefined ? [] : checkParameters(node, description)),
	];
}

function checkCredentials({ credentials = {} }, description) {
	return Object.entries(credentials).flatMap(([name, chosen]) => [
		...(chosen.id === null ? [] : [`its credential "${name}" has the id of an instance`]),
		...(description === undefined || description.credentials?.some((known) => known.name === name)
			? []
			: [`it takes no credential "${name}"`]),
	]);
}

function checkConnections({ nodes = [], connections = {} }, pack) {
	const byName = new Map(nodes.map((node) => [node.name, node]));
	return Object.entries(connections).flatMap(([source, outputs]) => {
		if (!byName.has(source)) return [`a connection starts at "${source}", which is not there`];
		const kinds = Object.keys(outputs).filter((kind) => kind !== 'main');
		return [
			...kinds.map((kind) => `"${source}" has a connection of the kind "${kind}"`),
			...checkOutputs(byName.get(source), outputs.main ?? [], { byName, pack }),
		];
	});
}

function checkOutputs(source, outputs, { byName, pack }) {
	const count = portsOf(source, 'outputs', pack);
	const excess = outputs.length > count ? [`"${source.name}" has ${count} outputs, not ${outputs.length}`] : [];
	const targets = outputs.flatMap((output) => output ?? []);
	return [
		...excess,
		...targets.flatMap(({ node, index }) => {
			const target = byName.get(node);
			if (target === undefined) return [`"${source.name}" leads to "${node}", which is not there`];
			return index < portsOf(target, 'inputs', pack)
				? []
				: [`"${source.name}" leads to input ${index} of "${node}", which it does not have`];
		}),
	];
}

/** Set to continue on its error output, a node has one output more. Unknown for n8n's own nodes. */
function portsOf(node, side, pack) {
	const ports = pack.nodes.get(node.type)?.[side];
	if (!Array.isArray(ports)) return Number.POSITIVE_INFINITY;
	return ports.length + (side === 'outputs' && node.onError === 'continueErrorOutput' ? 1 : 0);
}
