import { createRequire } from 'node:module';

// The package's ES modules lack file endings, so Node can only load its CommonJS ones.
const { NodeHelpers } = createRequire(import.meta.url)('n8n-workflow');

/**
 * What is wrong with a template node's parameters, as sentences: names that the node does not have or does not show
 * for this choice, values that are not among an option's, and required ones that are missing.
 */
export function checkParameters(node, description) {
	const level = { parameters: node.parameters ?? {}, properties: description.properties, place: 'parameter' };
	const issues = NodeHelpers.getNodeParametersIssues(description.properties, node, description);
	return [...checkLevel(level, { node, description }), ...Object.values(issues?.parameters ?? {}).flat()];
}

function checkLevel({ parameters, properties, place }, owner) {
	return Object.entries(parameters).flatMap(([name, value]) => {
		const here = `${place} "${name}"`;
		const known = properties.filter((property) => property.name === name);
		if (known.length === 0) return [`${here} does not exist`];
		const shown = known.find((property) => isShown(property, parameters, owner));
		return shown === undefined
			? [`${here} is not shown for this choice of the others`]
			: checkValue(value, shown, here, owner);
	});
}

function isShown(property, siblings, { node, description }) {
	const root = node.parameters ?? {};
	const values = NodeHelpers.getNodeParameters(description.properties, root, true, false, node, description) ?? root;
	return NodeHelpers.displayParameter({ ...values, ...siblings }, property, node, description, values);
}

function checkValue(value, property, here, owner) {
	if (typeof value === 'string' && value.startsWith('='))
		return property.noDataExpression ? [`${here} takes no expression`] : [];
	const check = CHECKS[property.type];
	return check === undefined ? [] : check(value, property, here, owner);
}

const typed = (type) => (value, _property, here) => (typeof value === type ? [] : [`${here} should be a ${type}`]);

const CHECKS = {
	boolean: typed('boolean'),
	number: typed('number'),
	string: typed('string'),
	dateTime: typed('string'),
	options: (value, property, here) =>
		valuesOf(property).includes(value) ? [] : [`${here} has no option ${JSON.stringify(value)}`],
	multiOptions: (value, property, here) =>
		Array.isArray(value)
			? value
					.filter((one) => !valuesOf(property).includes(one))
					.map((one) => `${here} has no option ${JSON.stringify(one)}`)
			: [`${here} should be a list`],
	collection: (value, property, here, owner) =>
		checkLevel({ parameters: value, properties: property.options, place: `${here} >` }, owner),
	fixedCollection: checkFixedCollection,
};

/** Options that are asked for at run time are not known here. */
function valuesOf(property) {
	if (property.typeOptions?.loadOptionsMethod !== undefined) return { includes: () => true };
	return property.options.map((option) => option.value);
}

function checkFixedCollection(groups, property, here, owner) {
	return Object.entries(groups).flatMap(([name, entries]) => {
		const group = property.options.find((option) => option.name === name);
		if (group === undefined) return [`${here} has no part "${name}"`];
		return [entries]
			.flat()
			.flatMap((parameters) => checkLevel({ parameters, properties: group.values, place: `${here} >` }, owner));
	});
}
