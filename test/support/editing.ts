import type { Locator } from 'playwright-core';
import type { Editor } from './editor';
import { canvasIsStill } from './canvas';
import type { E2eWorkflow } from './e2eN8n';

export type Template = Pick<E2eWorkflow, 'name' | 'nodes'>;

/** By the menu of the workflow, from a file. */
export async function importTemplate({ page, hand }: Editor, template: Template): Promise<void> {
	await hand.click(page.getByTestId('workflow-menu').first());
	await hand.click(page.getByTestId('workflow-menu-item-import'));
	const file = { name: `${template.name}.json`, content: JSON.stringify(template) };
	await hand.chooseFile(page.getByTestId('workflow-menu-item-import-from-file'), file);
	for (const { name } of template.nodes) await nodeOf(page, name).waitFor();
	await canvasIsStill(page);
}

/** Deletes everything, so that the next template stands alone. */
export async function clearCanvas({ page }: Editor): Promise<void> {
	await page.keyboard.press('Control+a');
	await page.keyboard.press('Delete');
	await page.getByTestId('canvas-plus-button').waitFor();
}

/** Starts the workflow by the button beside a trigger, which shows while the mouse is on it, and waits until a node has run. */
export async function execute({ page, hand }: Editor, trigger: string, until: string): Promise<void> {
	await nodeOf(page, trigger).hover();
	await hand.click(page.getByTestId(`execute-workflow-button-${trigger}`));
	await nodeOf(page, until).getByTestId('canvas-node-status-success').waitFor();
}

/** By the bin over the node, which shows while the mouse is on it. */
export async function remove({ page, hand }: Editor, node: string): Promise<void> {
	await nodeOf(page, node).hover();
	await hand.click(nodeOf(page, node).getByTestId('delete-node-button'));
	await nodeOf(page, node).waitFor({ state: 'detached' });
}

export async function openNode({ page, hand }: Editor, node: string): Promise<void> {
	await hand.doubleClick(nodeOf(page, node));
	await page.getByTestId('ndv').waitFor();
}

export async function closeNode({ page, hand }: Editor): Promise<void> {
	await hand.click(page.getByTestId('ndv-close-button'));
	await page.getByTestId('ndv').waitFor({ state: 'detached' });
}

/** Waits until the open node's output panel, which is filled after it shows, has a text in it. */
export async function outputShows({ page }: Editor, text: string): Promise<void> {
	await page.getByTestId('output-panel').filter({ hasText: text }).waitFor();
}

/** A switch of the open node. */
export async function switchOn({ page, hand }: Editor, parameter: string): Promise<void> {
	const asked = parameterOf(page, parameter);
	await hand.click(asked.locator('.el-switch__core'));
	await asked.locator('.el-switch.is-checked').waitFor();
}

/** Takes a channel off *Channels* of the open node, by the cross in it; that opens the list, which a click beside it closes. */
export async function takeOff({ page, hand }: Editor, channel: string, itsSwitch: string): Promise<void> {
	const chosen = parameterOf(page, 'channels').locator('.el-tag', { hasText: channel });
	await hand.click(chosen.locator('.el-tag__close'));
	await parameterOf(page, itsSwitch).waitFor({ state: 'detached' });
	await hand.click(page.getByTestId('tab-params'));
	await page.locator('.el-select-dropdown:visible').waitFor({ state: 'hidden' });
}

/** By the button at the top and the one of its dialog. Returns the workflow's id, once n8n has taken the request. */
export async function publish({ page, hand }: Editor): Promise<string> {
	await hand.click(page.getByTestId('workflow-open-publish-modal-button'));
	await hand.click(page.getByTestId('workflow-publish-button'));
	await page.getByTestId('workflowPublish-modal').waitFor({ state: 'detached' });
	return /\/workflow\/(\w+)/.exec(page.url())?.[1] ?? '';
}

function nodeOf(page: Editor['page'], name: string): Locator {
	return page.locator(`.vue-flow__node [data-node-name="${name}"][data-node-type]`);
}

function parameterOf(page: Editor['page'], parameter: string): Locator {
	return page.getByTestId(`parameter-input-${parameter}`);
}
