import { describe, expect, test } from '@jest/globals';
import {
	executeFilter,
	Workflow,
	type FilterValue,
	type IDataObject,
	type INode,
	type INodeTypes,
	type NodeParameterValueType,
} from 'n8n-workflow';
import alertWhenSilent from '../../workflows/alert-when-silent.json';
import checkBeforeGoingLive from '../../workflows/check-before-going-live.json';
import allChannels from '../../workflows/inventory-sync-all-channels.json';
import nightlyReport from '../../workflows/nightly-report.json';
import { readWatchedWorkflow } from '../../core/reporting/watchedWorkflow';

const nodes = alertWhenSilent.nodes as unknown as INode[];
const named = (name: string) => nodes.find((node) => node.name === name);
const next = Object.fromEntries(
	Object.entries(alertWhenSilent.connections).map(([name, { main }]) => [name, main.flat().map(({ node }) => node)]),
);

const nodeTypes = { getByNameAndVersion: () => ({ description: { properties: [] } }) } as unknown as INodeTypes;
/** It drops the parameters of nodes that it does not know. */
const copies = nodes.map((node) => ({ ...node, parameters: {} }));
const workflow = new Workflow({ nodes: copies, connections: {}, active: false, nodeTypes });

/** What n8n makes of the expressions in a parameter of the template, for one item. */
function resolved<T extends NodeParameterValueType>(value: T, node: string, json: IDataObject): T {
	return workflow.expression.getParameterValue(value, null, 0, 0, node, [{ json }], 'trigger', {}) as T;
}

/** The message of what n8n hands to an error workflow; null where none is sent. */
function said(failure: IDataObject): IDataObject | null {
	const filter = named('All but Comes Again');
	const conditions = resolved(filter?.parameters.conditions as NodeParameterValueType, 'All but Comes Again', failure);
	if (!executeFilter(conditions as FilterValue)) return null;
	const { assignments } = named('What Failed')?.parameters.assignments as unknown as {
		assignments: Array<{ name: string; value: string }>;
	};
	const fields = assignments.map(({ name, value }) => [name, resolved(value, 'What Failed', failure)] as const);
	const message = Object.fromEntries(fields);
	const { subject, text } = named('Tell Me')?.parameters ?? {};
	return {
		subject: resolved(subject as string, 'Tell Me', message),
		text: resolved(text as string, 'Tell Me', message),
	};
}

describe('a failure is told', () => {
	test('with the workflow, the node, the reason and where to look', () => {
		const error = { message: 'no', description: 'Reconnect' };
		const execution = { url: 'https://n8n/e/1', lastNodeExecuted: 'Create QBO Invoice', error };
		expect(said({ workflow: { id: '1', name: 'Sales' }, execution })).toEqual({
			subject: 'Stock sync: "Sales" failed',
			text: '"Sales" failed in "Create QBO Invoice".\n\nno\nReconnect\n\nhttps://n8n/e/1\n\nNothing is lost: what the run was to handle comes again until a run succeeds.',
		});
	});

	test('of a trigger too, which has no run', () => {
		const trigger = { error: { message: 'the shop is gone' }, mode: 'trigger' };
		expect(said({ workflow: { id: '1', name: 'Sales' }, trigger })?.text).toMatch(
			/^"Sales" failed\.\n\nthe shop is gone\n\nNothing is lost/,
		);
	});

	test('whatever n8n leaves out', () => {
		expect(said({})).toMatchObject({
			subject: 'Stock sync: "a workflow" failed',
			text: expect.stringMatching(/^"A workflow" failed\.\n\nn8n gives no reason\.\n\nNothing is lost/),
		});
	});

	test('but not of a run that waits for a channel and comes again by itself', () => {
		const { errorMessage } = allChannels.nodes.find(({ name }) => name === 'Comes Again')?.parameters ?? {};
		expect(errorMessage).toBe('={{ $json.message }}');
		const error = { message: 'Comes again: MUG. Not raised: eBay: down' };
		expect(said({ workflow: { id: '1', name: 'Stock' }, execution: { error } })).toBeNull();
	});
});

describe('the template', () => {
	test('leads each of its two ways to the one Tell Me', () => {
		expect(next).toEqual({
			'A Run Failed': ['All but Comes Again'],
			'All but Comes Again': ['What Failed'],
			'What Failed': ['Tell Me'],
			'Every Four Hours': ['Get Silent Workflows'],
			'Get Silent Workflows': ['Tell Me'],
		});
	});

	test('holds no credential, no addressee and nothing that is kept', () => {
		expect(named('Tell Me')).toMatchObject({ disabled: true });
		expect(named('Tell Me')?.credentials).toBeUndefined();
		const ids = nodes.flatMap(({ credentials = {} }) => Object.values(credentials).map(({ id }) => id));
		expect(ids).toEqual([null]);
		expect(JSON.stringify(alertWhenSilent)).not.toMatch(/getWorkflowStaticData|dataTable|readWriteFile/i);
	});

	test('watches the templates that run by themselves, and neither itself nor a preview', () => {
		const watched = [allChannels, nightlyReport, checkBeforeGoingLive, alertWhenSilent].map((template) =>
			readWatchedWorkflow({ ...template, id: template.name }, 'n8n', { stock: 26, sales: 48, order: 72 }),
		);
		expect(watched).toMatchObject([
			{ runHours: 26, orderHours: 72, orderTriggers: expect.arrayContaining(['WooCommerce Orders', 'eBay Orders']) },
			{ id: 'Nightly report', runHours: 26, orderHours: null },
			null,
			null,
		]);
	});
});
