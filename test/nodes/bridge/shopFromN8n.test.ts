import { describe, expect, test } from '@jest/globals';
import type { IPollFunctions } from 'n8n-workflow';
import { shopFromN8n } from '../../../nodes/bridge/credentials/shopFromN8n';

const shopOf = async (settings: () => Promise<object>) =>
	await shopFromN8n(
		{
			getNode: () => ({ name: 'New Orders', credentials: {} }),
			getTimezone: () => 'Europe/Berlin',
			getCredentials: settings,
		} as unknown as IPollFunctions,
		'woocommerce',
	);

describe('What a shop is', () => {
	test("stands in the node's credential, with times in the zone of the workflow", async () => {
		expect(await shopOf(async () => await Promise.resolve({ placedFrom: '2026-12-01T00:00:00' }))).toMatchObject({
			placedFrom: '2026-11-30T23:00:00.000Z',
		});
	});

	test('is refused by the name of the field, with the way into the credential', async () => {
		await expect(shopOf(async () => await Promise.resolve({ percentage: 0 }))).rejects.toMatchObject({
			message: expect.stringContaining('WooCommerce credential.Percentage should be'),
			description: expect.stringContaining('Open the credential'),
		});
	});

	test('is not known where the credential cannot be used', async () => {
		await expect(shopOf(async () => await Promise.reject(new Error('gone')))).rejects.toMatchObject({
			kind: 'notAuthorised',
		});
	});
});
