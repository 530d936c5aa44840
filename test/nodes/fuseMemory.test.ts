import { describe, expect, test } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';
import { formerCompany, raisedLately, rememberRun } from '../../nodes/PushChannelStock/fuseMemory';
import { aNode } from '../support/aNode';
import { stockLevel } from '../support/levels';

const DAY = 24 * 3600_000;
describe('F3: what a push remembers of its fuse', () => {
	test('a blown fuse is told once, and again after a day', () => {
		const node = aNode();
		const told = [0, 1, DAY / 2, DAY - 1, DAY].map((now) =>
			rememberRun(node, [], { fuse: 'too many', raised: 0, now }),
		);
		expect(told).toEqual([true, false, false, true, false]);
	});

	test('one that blows again after a good run is told at once', () => {
		const node = aNode();
		expect([
			rememberRun(node, [], { fuse: 'x', raised: 0, now: 0 }),
			rememberRun(node, [], { fuse: null, raised: 0, now: 1 }),
			rememberRun(node, [], { fuse: 'x', raised: 0, now: 2 }),
		]).toEqual([true, false, true]);
	});

	test('a person who runs it in the editor does not keep the alert from the others', () => {
		const told = (node: IExecuteFunctions) => rememberRun(node, [], { fuse: 'x', raised: 0, now: 0 });
		const byHand = aNode({ mode: 'manual' });
		expect([told(byHand), told(byHand)]).toEqual([true, true]);
	});

	test('what it raised counts for an hour', () => {
		const node = aNode();
		const ran = (raised: number, now: number) => rememberRun(node, [], { fuse: null, raised, now });
		[
			[900, 0],
			[0, 1],
			[100, DAY / 48],
		].forEach(([raised = 0, now = 0]) => ran(raised, now));
		expect([
			raisedLately(node, DAY / 48),
			raisedLately(node, DAY / 24 - 1),
			raisedLately(node, DAY / 24),
			raisedLately(node, DAY / 16),
		]).toEqual([1000, 1000, 100, 0]);
		expect(raisedLately(aNode(), 0)).toBe(0);
	});

	test('the company is that of the last run that went through, each node for itself', () => {
		const node = aNode();
		expect(formerCompany(node)).toBeNull();
		rememberRun(node, [stockLevel({ realmId: '1' })], { fuse: null, raised: 0, now: 0 });
		rememberRun(node, [stockLevel({ realmId: '2' })], { fuse: 'another company', raised: 0, now: 1 });
		rememberRun(node, [], { fuse: null, raised: 0, now: 2 });
		expect(formerCompany(node)).toBe('1');
		expect(formerCompany(aNode())).toBeNull();
	});
});
