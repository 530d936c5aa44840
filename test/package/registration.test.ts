import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { channels } from '../../core/channels/channelRegistry';
import { readShopSettings, SHOP_FIELDS } from '../../core/channels/shopSettings';
import { marketplaces } from '../../core/channels/ebay/marketplaces';
import { numberPrefix } from '../../core/model/orderIdentity';
import { BigCommerceSyncApi } from '../../credentials/BigCommerceSyncApi.credentials';
import { EbaySyncApi } from '../../credentials/EbaySyncApi.credentials';
import { N8nSyncApi } from '../../credentials/N8nSyncApi.credentials';
import { QboSyncOAuth2Api } from '../../credentials/QboSyncOAuth2Api.credentials';
import { WooCommerceSyncApi } from '../../credentials/WooCommerceSyncApi.credentials';
import manifest from '../../package.json';
import { sourceFiles } from '../support/sourceFiles';

const CREDENTIALS = [
	new QboSyncOAuth2Api(),
	new WooCommerceSyncApi(),
	new BigCommerceSyncApi(),
	new EbaySyncApi(),
	new N8nSyncApi(),
];

/** What package.json should say of these sources. */
function built(folder: string, ending: string): string[] {
	return sourceFiles([folder], [ending]).map(({ path }) => `dist/${path.replace(/\.ts$/, '.js')}`);
}

describe('package.json', () => {
	test('names every node and every credential, and nothing else', () => {
		expect([...manifest.n8n.nodes].sort()).toEqual(built('nodes', '.node.ts').sort());
		expect([...manifest.n8n.credentials].sort()).toEqual(built('credentials', '.credentials.ts').sort());
	});

	test('depends on nothing at run time', () => {
		expect(manifest).not.toHaveProperty('dependencies');
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	test('pins what it builds with', () => {
		expect(Object.entries(manifest.devDependencies).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual(
			[],
		);
	});
});

describe('channels', () => {
	test('are in the registry, each folder of them', () => {
		const folders = sourceFiles(['core/channels'], ['/channel.ts']).map(({ path }) => path.split('/').at(-2));
		expect(channels.map(({ id }) => id).sort()).toEqual(folders.sort());
	});

	test('have a credential that n8n is told of', () => {
		const names = CREDENTIALS.map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(channels.map(({ credentialName }) => credentialName)));
	});

	test.each(channels)(
		"have the fields of a shop in $displayName's credential, in the order in which one fills them in",
		(channel) => {
			const { unpaidStates, credentialName, id } = channel;
			const properties = CREDENTIALS.find(({ name }) => name === credentialName)?.properties ?? [];
			const reservable = SHOP_FIELDS.filter((field) => field !== 'reserveUnpaid' || unpaidStates.length > 0);
			expect(properties.map(({ name }) => name).filter((name) => SHOP_FIELDS.includes(name))).toEqual(reservable);
			const field = (name: string) => properties.find((property) => property.name === name);
			expect(field('numberPrefix')?.placeholder).toBe(`e.g. ${numberPrefix({ channel: id })}`);
			const usual = Object.fromEntries(properties.map((property) => [property.name, property.default]));
			expect(readShopSettings(channel, usual, 'utc')).toEqual(readShopSettings(channel, {}, 'utc'));
		},
	);

	test("offer the marketplaces that eBay's adapter knows", () => {
		const field = CREDENTIALS.flatMap(({ properties }) => properties).find(({ name }) => name === 'marketplace');
		const offered = (field?.options ?? []).map((option) => ('value' in option ? option.value : undefined));
		expect(offered.sort()).toEqual(marketplaces.map(({ id }) => id).sort());
	});
});

describe('icons', () => {
	const icons = CREDENTIALS.flatMap(({ icon }) => (typeof icon === 'object' ? [icon.light, icon.dark] : []));

	test('come in a light and a dark one for each credential', () => {
		expect(icons).toHaveLength(2 * CREDENTIALS.length);
		expect(new Set(icons).size).toBe(icons.length);
	});

	test.each(icons)('%s is there', (icon) => {
		expect(ts.sys.fileExists(icon.replace('file:../', ''))).toBe(true);
	});
});
