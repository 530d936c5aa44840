import type { WorkflowRun } from '../../../core/memory/workflowRun';
import { nodeKey } from './nodeKey';
import type { IExecuteFunctions } from 'n8n-workflow';

export function workflowRunOf(context: Pick<IExecuteFunctions, 'getMode' | 'getNode' | 'getWorkflow'>): WorkflowRun {
	return {
		node: nodeKey(context),
		workflow: context.getWorkflow().id ?? null,
		isManual: context.getMode() === 'manual',
	};
}
