import { expect, test } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';
import { workflowRunOf } from '../../../nodes/bridge/memory/workflowRunOf';

const runOf = ({ workflow = 'w', node = 'n', mode = 'trigger' }) =>
	workflowRunOf({
		getWorkflow: () => ({ id: workflow }),
		getNode: () => ({ id: node }),
		getMode: () => mode,
	} as unknown as IExecuteFunctions);

test('a node is told from the others of its workflow, and from its copies in other workflows', () => {
	const nodes = [runOf({}), runOf({ node: 'other' }), runOf({ workflow: 'copy' })].map(({ node }) => node);
	expect(new Set(nodes).size).toBe(3);
	expect(runOf({ mode: 'manual' }).node).toBe(runOf({}).node);
});

test('a run knows its workflow, and whether a person started it in the editor', () => {
	expect(runOf({})).toMatchObject({ workflow: 'w', isManual: false });
	expect(runOf({ mode: 'manual' })).toMatchObject({ workflow: 'w', isManual: true });
});
