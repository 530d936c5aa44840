import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import OAuthClient from 'intuit-oauth';
import { createQuickBooks, REALM_ID } from '../../quickbooks/quickBooksService.mts';

/** What the client gives, of whatever shape. */
type Parsed = ReturnType<typeof JSON.parse>;

const redirectUri = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';
const service = createQuickBooks({ host: '127.0.0.1', port: 0 });
let client: OAuthClient;

before(async () => {
	await service.start();
	const { clientId, clientSecret } = service.credentials();
	client = new OAuthClient({ clientId, clientSecret, environment: 'sandbox', redirectUri });
	client.setAuthorizeURLs({
		authorizeEndpoint: `${service.url}/connect/oauth2`,
		tokenEndpoint: `${service.url}/oauth2/v1/tokens/bearer`,
		revokeEndpoint: `${service.url}/v2/oauth2/tokens/revoke`,
		userInfoEndpoint: `${service.url}/v1/openid_connect/userinfo`,
	});
	OAuthClient.environment.sandbox = `${service.url}/`;
	OAuthClient.jwks_uri = `${service.url}/op/v1/jwks`;
});
after(async () => await service.stop());

async function api(path: string, body?: object): Promise<Parsed> {
	const url = `v3/company/${REALM_ID}/${path}`;
	const { json }: Parsed = await client.makeApiCall({ url, ...(body === undefined ? {} : { method: 'POST', body }) });
	return json;
}

test('intuit-oauth is let in by consent, and gets the company with its token', async () => {
	const scope = [OAuthClient.scopes.Accounting, OAuthClient.scopes.OpenId];
	const consent = await fetch(client.authorizeUri({ scope, state: 'mine' }), { redirect: 'manual' });
	const token = (await client.createToken(consent.headers.get('location') ?? '')).getToken();
	assert.equal(token.realmId, REALM_ID);
	assert.equal(client.isAccessTokenValid(), true);
	assert.equal(await client.validateIdToken(), true);
	assert.equal((await client.getUserInfo()).json.email, 'robin@harbour-goods.example');
});

test('it reads and writes by its own calls', async () => {
	assert.equal((await api(`companyinfo/${REALM_ID}`)).CompanyInfo.CompanyName, 'Harbour Goods');
	assert.equal((await api('preferences')).Preferences.CurrencyPrefs.HomeCurrency.value, 'USD');
	const [item] = (await api("query?query=select * from Item where Sku = 'MUG-BLUE'")).QueryResponse.Item;
	const { Customer } = await api('customer?minorversion=75', { DisplayName: 'Ana Ruiz' });
	const line = {
		DetailType: 'SalesItemLineDetail',
		Amount: 10,
		SalesItemLineDetail: { ItemRef: { value: item.Id }, Qty: 1, UnitPrice: 10 },
	};
	const { Invoice } = await api('invoice', { CustomerRef: { value: Customer.Id }, Line: [line] });
	assert.equal((await api(`invoice/${Invoice.Id}`)).Invoice.TotalAmt, 10);
	const { Id, SyncToken } = Invoice;
	const changed = { Id, SyncToken, sparse: true, PrivateNote: 'By phone' };
	assert.equal((await api('invoice?operation=update', changed)).Invoice.PrivateNote, 'By phone');
	const pdf: Parsed = await client.makeApiCall({
		url: `${service.url}/v3/company/${REALM_ID}/invoice/${Id}/pdf`,
		headers: { Accept: 'application/pdf' },
		responseType: 'arraybuffer',
	});
	assert.equal(Buffer.from(pdf.data).subarray(0, 5).toString(), '%PDF-');
	assert.equal((await api('invoice?operation=void', { Id, SyncToken: '1' })).Invoice.TotalAmt, 0);
	assert.equal((await api('invoice?operation=delete', { Id, SyncToken: '2' })).Invoice.status, 'Deleted');
	assert.equal(
		(await api('batch', { BatchItemRequest: [{ bId: '1', Query: 'select * from Term' }] })).BatchItemResponse.length,
		1,
	);
	const since = encodeURIComponent(new Date(Date.now() - 60_000).toISOString());
	assert.equal(
		(await api(`cdc?entities=Customer&changedSince=${since}`)).CDCResponse[0].QueryResponse[0].Customer.length,
		1,
	);
});

test('it is told the faults of QuickBooks', async () => {
	await assert.rejects(api('invoice/999'), faulty('610'));
	await assert.rejects(api('invoice', { Moon: 1 }), faulty('2010'));
	await assert.rejects(api('moon/1'), faulty('500'));
	await assert.rejects(api('a/b/c/d'), faulty('500'));
	const reply = await fetch(`${service.url}/moon`);
	assert.deepEqual([reply.status, ((await reply.json()) as Parsed).fault.type], [404, 'SERVICE']);
});

test('it renews its token, by the one that it holds and by one that it is given, and ends the connection', async () => {
	const before = client.getToken().refresh_token;
	const renewed = (await client.refresh()).getToken();
	assert.notEqual(renewed.refresh_token, before);
	await assert.rejects(client.refreshUsingToken(before), /invalid_grant/);
	await client.refreshUsingToken(renewed.refresh_token ?? '');
	await client.revoke();
	await assert.rejects(api('preferences'), /./);
});

/** A fault of QuickBooks with this number. */
function faulty(code: string): (error: unknown) => boolean {
	return (error) => {
		assert.equal((error as { fault?: { errors: { code: string }[] } }).fault?.errors[0]?.code, code);
		return true;
	};
}
