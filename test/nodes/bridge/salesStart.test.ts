import { describe, expect, test } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';
import { accountKey } from '../../../nodes/bridge/credentials/accountKey';
import { rememberSalesStart, salesStartOf } from '../../../nodes/bridge/polling/salesStart';

const nodeOf = (url: string) =>
	({
		getNode: () => ({ credentials: { wooCommerceSyncApi: { id: '1', name: 'Shop' } } }),
		getCredentials: async () => await Promise.resolve({ url }),
	}) as unknown as IExecuteFunctions;
const startOf = async (url: string) => await salesStartOf(await accountKey(nodeOf(url), 'woocommerce'));
const remember = async (url: string, trigger: string, start: string) =>
	await rememberSalesStart(await accountKey(nodeOf(url), 'woocommerce'), trigger, start);

describe('B1: from when on the orders of an account are posted', () => {
	test('is what its order trigger says, in whatever workflow it stands, and of no other account', async () => {
		await remember('https://one.test', 'sales', '2026-12-01T00:00:00.000Z');
		expect(await startOf('https://one.test')).toBe('2026-12-01T00:00:00.000Z');
		expect(await startOf('https://other.test')).toBeNull();
	});

	test('is the earliest of several triggers, and moves with each', async () => {
		await remember('https://two.test', 'a', '2026-12-05T00:00:00.000Z');
		await remember('https://two.test', 'b', '2026-12-03T00:00:00.000Z');
		expect(await startOf('https://two.test')).toBe('2026-12-03T00:00:00.000Z');
		await remember('https://two.test', 'b', '2026-12-07T00:00:00.000Z');
		expect(await startOf('https://two.test')).toBe('2026-12-05T00:00:00.000Z');
	});

	test('is not known where n8n keeps no credential', async () => {
		await rememberSalesStart(null, 'a', '2026-12-05T00:00:00.000Z');
		expect(await salesStartOf(null)).toBeNull();
	});
});
