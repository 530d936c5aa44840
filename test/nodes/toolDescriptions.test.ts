import { describe, expect, test } from '@jest/globals';
import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';
import { CreateQboInvoice } from '../../nodes/CreateQboInvoice/CreateQboInvoice.node';
import { GetChannelOrders } from '../../nodes/GetChannelOrders/GetChannelOrders.node';
import { MatchBySku } from '../../nodes/MatchBySku/MatchBySku.node';
import { PushChannelStock } from '../../nodes/PushChannelStock/PushChannelStock.node';

const tools = [new CreateQboInvoice(), new GetChannelOrders(), new MatchBySku(), new PushChannelStock()]
	.map(({ description }) => description)
	.filter(({ usableAsTool }) => usableAsTool === true);
const operationsOf = (properties: readonly INodeProperties[]) =>
	(properties.find(({ name }) => name === 'operation')?.options ?? []).map((option) =>
		'value' in option ? String(option.value) : '',
	);
const rows = tools.flatMap((description) =>
	operationsOf(description.properties).map((operation) => [description.name, operation, description] as const),
);

/** What n8n makes of the form where it loads a workflow. */
function formOf(description: (typeof tools)[number], operation: string): INodeParameters {
	const node = { typeVersion: 1 };
	return NodeHelpers.getNodeParameters(description.properties, { operation }, true, false, node, description) ?? {};
}

describe('A node that an agent may use', () => {
	test('is one of those that only look', () => {
		expect(tools.map(({ name }) => name).sort()).toEqual(['getChannelOrders', 'matchBySku']);
	});

	test.each(rows)('%s tells the language model what %s does, and no more', (_name, operation, description) => {
		const asTool = formOf({ ...description, name: `${description.name}Tool` }, operation);
		expect(asTool.toolDescription).toMatch(/^[A-Z][^]{40,300} It only looks and changes nothing\.$/);
		expect(formOf(description, operation)).not.toHaveProperty('toolDescription');
	});

	test('says another thing of each operation', () => {
		const said = rows.map(([, operation, description]) =>
			String(formOf({ ...description, name: 'aTool' }, operation).toolDescription),
		);
		expect(new Set(said).size).toBe(rows.length);
	});
});
