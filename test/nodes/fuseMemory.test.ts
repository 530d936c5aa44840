import { describe, expect, test } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';
import { formerCompany, rememberRun } from '../../nodes/PushChannelStock/fuseMemory';
import { stockLevel } from '../support/levels';

const DAY = 24 * 3600_000;
let nodes = 0;

function aNode(): IExecuteFunctions {
	const id = `fuse ${(nodes += 1)}`;
	return { getWorkflow: () => ({ id: 'w' }), getNode: () => ({ id }) } as unknown as IExecuteFunctions;
}

describe('F3: what a push remembers of its fuse', () => {
	test('a blown fuse is told once, and again after a day', () => {
		const node = aNode();
		const told = [0, 1, DAY - 1, DAY, DAY + 1].map((now) => rememberRun(node, [], { fuse: 'too many', now }));
		expect(told).toEqual([true, false, false, true, false]);
	});

	test('one that blows again after a good run is told at once', () => {
		const node = aNode();
		expect([rememberRun(node, [], { fuse: 'x', now: 0 }), rememberRun(node, [], { fuse: null, now: 1 }), rememberRun(node, [], { fuse: 'x', now: 2 })]).toEqual([true, false, true]);
	});

	test('the company is that of the last run that went through, each node for itself', () => {
		const node = aNode();
		expect(formerCompany(node)).toBeNull();
		rememberRun(node, [stockLevel({ realmId: '1' })], { fuse: null, now: 0 });
		rememberRun(node, [stockLevel({ realmId: '2' })], { fuse: 'another company', now: 1 });
		rememberRun(node, [], { fuse: null, now: 2 });
		expect(formerCompany(node)).toBe('1');
		expect(formerCompany(aNode())).toBeNull();
	});
});
