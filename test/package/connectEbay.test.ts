import { expect, test } from '@jest/globals';
import template from '../../workflows/connect-ebay.json';

test('the workflow "Connect eBay" publishes as it is: one page, no credential to choose, nothing of another n8n in it', () => {
	expect(Object.keys(template).sort()).toEqual(['connections', 'name', 'nodes', 'settings']);
	const keys = new Set(template.nodes.flatMap((node) => Object.keys(node)));
	expect([...keys].sort()).toEqual(['id', 'name', 'parameters', 'position', 'type', 'typeVersion']);
	const pages = template.nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
	expect(pages.map(({ type, name }) => [type, name])).toEqual([
		['n8n-nodes-qbo-inventory-sync.connectEbayTrigger', 'Open This Page'],
	]);
});

test('it says how it works and how to set it up', () => {
	expect(template.nodes[0]?.parameters).toMatchObject({
		content: expect.stringMatching(/### How it works[\s\S]*### Setup/),
	});
});
