import { afterAll, beforeAll, expect, test } from '@jest/globals';
import alertWhenSilent from '../../workflows/alert-when-silent.json';
import checkBeforeGoingLive from '../../workflows/check-before-going-live.json';
import connectEbay from '../../workflows/connect-ebay.json';
import allChannels from '../../workflows/inventory-sync-all-channels.json';
import bigCommerce from '../../workflows/inventory-sync-bigcommerce.json';
import ebay from '../../workflows/inventory-sync-ebay.json';
import wooCommerce from '../../workflows/inventory-sync-woocommerce.json';
import nightlyReport from '../../workflows/nightly-report.json';
import fromAnywhere from '../../workflows/orders-from-anywhere.json';
import { readCanvas } from '../support/canvas';
import { canvasFaults } from '../support/canvasFaults';
import { clearCanvas, importTemplate, type Template } from '../support/editing';
import { openEditor, type Editor } from '../support/editor';
import { supervisor } from '../support/e2e';

const templates = [
	wooCommerce,
	bigCommerce,
	ebay,
	allChannels,
	checkBeforeGoingLive,
	nightlyReport,
	fromAnywhere,
	connectEbay,
	alertWhenSilent,
] as unknown as readonly Template[];

let editor: Editor;

beforeAll(async () => {
	editor = await openEditor(await supervisor().config());
	await editor.openNew();
}, 120_000);

afterAll(async () => await editor.close());

test.each(templates.map((template) => [template.name, template] as const))(
	'"%s" can be read as n8n fits it into the window, and nothing covers anything',
	async (_name, template) => {
		await importTemplate(editor, template);
		const canvas = await readCanvas(editor.page);
		await clearCanvas(editor);
		expect(canvas.drawn.map(({ name }) => name)).toEqual(
			expect.arrayContaining(template.nodes.map(({ name }) => name)),
		);
		expect(canvasFaults(canvas)).toEqual([]);
	},
	60_000,
);
