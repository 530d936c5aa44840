import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLIENT_ID, CLIENT_SECRET } from '../../quickbooks/quickBooksService.mts';
import { bench, faultCode, line, sale, type Answer, type Bench, type Json } from './bench.mts';

const basic = `Basic ${Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64')}`;

async function tokenCall(where: Bench, form: Record<string, string>, authorization = basic): Promise<Answer> {
	const reply = await where.service.app().inject({
		method: 'POST',
		url: '/oauth2/v1/tokens/bearer',
		headers: { authorization, 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
		payload: new URLSearchParams(form).toString(),
	});
	return {
		status: reply.statusCode,
		headers: reply.headers,
		body: String(reply.headers['content-type']).includes('json') ? reply.json() : {},
	};
}

async function statusWith(where: Bench, token: string, path = 'preferences'): Promise<number> {
	return (
		await where.ask('GET', path, undefined, {
			headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
		})
	).status;
}

const consentUrl = (changes: Record<string, string> = {}): string => {
	const query = {
		client_id: CLIENT_ID,
		response_type: 'code',
		scope: 'com.intuit.quickbooks.accounting',
		redirect_uri: 'http://localhost:5678/rest/oauth2-credential/callback',
		state: 's1',
		...changes,
	};
	return `/connect/oauth2?${new URLSearchParams(query).toString()}`;
};

test('consent sends the user back with a code and the company, and the code buys one pair of tokens', async () => {
	const where = bench();
	const reply = await where.service.app().inject(consentUrl());
	assert.equal(reply.statusCode, 302);
	const target = new URL(String(reply.headers.location));
	assert.deepEqual(
		[target.searchParams.get('state'), target.searchParams.get('realmId')],
		['s1', where.service.credentials().realmId],
	);
	const form = {
		grant_type: 'authorization_code',
		code: target.searchParams.get('code') ?? '',
		redirect_uri: 'http://localhost:5678/rest/oauth2-credential/callback',
	};
	const { body } = await tokenCall(where, form);
	assert.deepEqual(
		[body['token_type'], body['expires_in'], body['x_refresh_token_expires_in']],
		['bearer', 3600, 8_726_400],
	);
	assert.equal(await statusWith(where, body['access_token']), 200);
	const again = await tokenCall(where, form);
	assert.deepEqual([again.status, again.body['error']], [400, 'invalid_grant']);
});

test('consent refuses a stranger, another scope, and a request without a state', async () => {
	const where = bench();
	for (const changes of [
		{ client_id: 'other' },
		{ scope: 'openid' },
		{ state: '' },
		{ response_type: 'token' },
		{ redirect_uri: 'nowhere' },
	] as Record<string, string>[]) {
		assert.equal((await where.service.app().inject(consentUrl(changes))).statusCode, 400);
	}
});

test('a refresh token works once: the old one is dead, the new one lives', async () => {
	const where = bench();
	const { refreshToken } = where.service.credentials();
	const first = await tokenCall(where, { grant_type: 'refresh_token', refresh_token: refreshToken });
	assert.equal(first.status, 200);
	const old = await tokenCall(where, { grant_type: 'refresh_token', refresh_token: refreshToken });
	assert.deepEqual([old.status, old.body['error']], [400, 'invalid_grant']);
	assert.equal(
		(await tokenCall(where, { grant_type: 'refresh_token', refresh_token: first.body['refresh_token'] })).status,
		200,
	);
	assert.deepEqual(
		where.service.journal.since(0).map(({ kind, paths, requestBody }) => ({ kind, paths, requestBody }))[0],
		{
			kind: 'auth',
			paths: ['token renewal'],
			requestBody: { grant_type: 'refresh_token' },
		},
	);
});

test('the token endpoint refuses other clients and other grants', async () => {
	const where = bench();
	const form = { grant_type: 'refresh_token', refresh_token: where.service.credentials().refreshToken };
	assert.equal((await tokenCall(where, form, 'Basic bm86')).status, 401);
	assert.equal((await tokenCall(where, { grant_type: 'password' })).body['error'], 'unsupported_grant_type');
	assert.equal((await tokenCall(where, form)).status, 200);
});

test('401 in lower case for a missing, wrong or expired token', async () => {
	const where = bench();
	const { accessToken } = where.service.credentials();
	assert.equal(await statusWith(where, accessToken), 200);
	where.pass(3601);
	const { status, body } = await where.ask('GET', 'preferences', undefined, {
		headers: { authorization: `Bearer ${accessToken}` },
	});
	assert.equal(status, 401);
	assert.equal(body['fault'].error[0].code, '3200');
	assert.equal(body['fault'].error[0].message, 'message=AuthenticationFailed; errorCode=003200; statusCode=401');
	assert.equal(typeof body['time'], 'number');
	assert.equal(await statusWith(where, 'nonsense'), 401);
	assert.equal((await where.ask('GET', 'preferences', undefined, { headers: {} })).status, 401);
});

test('a test can expire and revoke tokens, shorten their life, and break the token endpoint', async () => {
	const where = bench();
	const { accessToken, refreshToken } = where.service.credentials();
	await where.control('POST', 'tokens/expire');
	assert.equal(await statusWith(where, accessToken), 401);
	await where.settings({ tokenEndpointStatus: 503 });
	assert.equal((await tokenCall(where, { grant_type: 'refresh_token', refresh_token: refreshToken })).status, 503);
	await where.settings({ tokenEndpointStatus: 400 });
	assert.equal(
		(await tokenCall(where, { grant_type: 'refresh_token', refresh_token: refreshToken })).body['error'],
		'invalid_grant',
	);
	await where.settings({ tokenEndpointStatus: null, accessTokenSeconds: 30 });
	const { body } = await tokenCall(where, { grant_type: 'refresh_token', refresh_token: refreshToken });
	assert.equal(body['expires_in'], 30);
	where.pass(31);
	assert.equal(await statusWith(where, body['access_token']), 401);
	await where.control('POST', 'tokens/revoke');
	assert.equal(
		(await tokenCall(where, { grant_type: 'refresh_token', refresh_token: body['refresh_token'] })).status,
		400,
	);
	assert.equal(await statusWith(where, where.service.credentials().accessToken), 200);
});

test('revoking by the API ends the connection', async () => {
	const where = bench();
	const { accessToken, refreshToken } = where.service.credentials();
	const revoke = async (authorization: string): Promise<number> =>
		(
			await where.service.app().inject({
				method: 'POST',
				url: '/v2/oauth2/tokens/revoke',
				headers: { authorization },
				payload: { token: refreshToken },
			})
		).statusCode;
	assert.equal(await revoke('Basic bm86'), 401);
	assert.equal(await statusWith(where, accessToken), 200);
	assert.equal(await revoke(basic), 200);
	assert.equal(await statusWith(where, accessToken), 401);
});

test('403 for the company of somebody else', async () => {
	const where = bench();
	const { accessToken } = where.service.credentials();
	const reply = await where.service
		.app()
		.inject({ url: '/v3/company/1234/preferences', headers: { authorization: `Bearer ${accessToken}` } });
	assert.deepEqual([reply.statusCode, reply.json().fault.error[0].code], [403, '3100']);
});

test('answers in XML unless JSON is asked for', async () => {
	const where = bench();
	const authorization = `Bearer ${where.service.credentials().accessToken}`;
	const { body } = await where.ask('GET', 'item/1', undefined, { headers: { authorization, accept: '*/*' } });
	assert.match(body['text'], /^<\?xml .*<IntuitResponse .*<Item><Name>Blue mug<\/Name>/);
});

test('a body that is no JSON is a fault, not a crash', async () => {
	const where = bench();
	const authorization = `Bearer ${where.service.credentials().accessToken}`;
	const headers = { authorization, accept: 'application/json', 'content-type': 'application/json' };
	assert.equal(faultCode(await where.ask('POST', 'invoice', '{"Line": [', { headers })), '500');
	assert.equal(
		faultCode(
			await where.ask('POST', 'invoice', 'a=b', {
				headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
			}),
		),
		'2010',
	);
});

test('429 beyond the limit, with a Retry-After where the setting says so, and through again after a minute', async () => {
	const where = bench();
	await where.settings({ requestsPerMinute: 2 });
	for (const expected of [200, 200, 429]) assert.equal((await where.ask('GET', 'preferences')).status, expected);
	const plain = await where.ask('GET', 'preferences');
	assert.equal(plain.body['fault'].error[0].code, '3001');
	assert.match(plain.body['fault'].error[0].message, /ThrottleExceeded; errorCode=003001; statusCode=429/);
	assert.equal(plain.headers['retry-after'], undefined);
	await where.settings({ retryAfterSeconds: 60 });
	assert.equal((await where.ask('GET', 'preferences')).headers['retry-after'], '60');
	where.pass(61);
	assert.equal((await where.ask('GET', 'preferences')).status, 200);
	await where.settings({ requestsPerMinute: null, batchesPerMinute: 1 });
	const batch = { BatchItemRequest: [{ bId: '1', Query: 'SELECT * FROM Preferences' }] };
	assert.equal((await where.post('batch', batch)).status, 200);
	assert.equal((await where.post('batch', batch)).status, 429);
	assert.equal((await where.ask('GET', 'preferences')).status, 200);
});

async function receipt(where: Bench, quantity = 1): Promise<Json> {
	return sale([line((await where.item('MUG-BLUE'))['Id'], quantity, 12.5)]);
}

test('a request id that is used again replays the first answer and makes nothing new', async () => {
	const where = bench();
	const body = await receipt(where);
	const first = await where.post('salesreceipt?requestid=r1', body);
	const second = await where.post('salesreceipt?requestid=r1', body);
	assert.deepEqual(second.body['SalesReceipt'], first.body['SalesReceipt']);
	assert.equal((await where.item('MUG-BLUE'))['QtyOnHand'], 39);
	assert.equal((await where.control('GET', 'documents')).length, 1);
	assert.deepEqual(
		where.service.journal
			.since(0)
			.filter(({ path }) => path.endsWith('salesreceipt'))
			.map(({ paths }) => paths),
		[[], ['requestid replay']],
	);
	assert.equal(faultCode(await where.post('salesreceipt?requestid=r1', await receipt(where, 2))), '600');
	assert.equal(faultCode(await where.post(`salesreceipt?requestid=${'r'.repeat(51)}`, body)), '2050');
});

test('request ids can be forgotten, or answered with an error', async () => {
	const where = bench();
	const body = await receipt(where);
	await where.settings({ requestIds: 'forgotten' });
	await where.post('salesreceipt?requestid=r1', body);
	await where.post('salesreceipt?requestid=r1', body);
	assert.equal((await where.control('GET', 'documents')).length, 2);
	await where.settings({ requestIds: 'error' });
	assert.equal((await where.post('salesreceipt?requestid=r2', body)).status, 200);
	assert.equal(faultCode(await where.post('salesreceipt?requestid=r2', body)), '600');
	assert.equal((await where.control('GET', 'documents')).length, 3);
});

test('a refusal is forgotten, or kept as well where the setting says so', async () => {
	const where = bench();
	const body = { ...(await receipt(where)), TxnDate: '2026-10-01' };
	for (const [requestIdFailures, expected] of [
		['forgotten', 200],
		['kept', 400],
	] as const) {
		await where.settings({ requestIdFailures, bookCloseDate: '2026-10-31' });
		assert.equal(faultCode(await where.post(`salesreceipt?requestid=${requestIdFailures}`, body)), '6200');
		await where.settings({ bookCloseDate: null });
		assert.equal((await where.post(`salesreceipt?requestid=${requestIdFailures}`, body)).status, expected);
	}
});

test('a connection that is cut after the commit leaves the document, and the request id finds it again', async () => {
	const where = bench();
	const body = await receipt(where);
	where.service.faults.lay({ path: '/salesreceipt', reset: 'after', times: 1 });
	await assert.rejects(async () => await where.post('salesreceipt?requestid=r1', body));
	const { SalesReceipt } = (await where.post('salesreceipt?requestid=r1', body)).body;
	assert.equal(SalesReceipt.Id, (await where.control('GET', 'documents'))[0].id);
	assert.equal((await where.control('GET', 'documents')).length, 1);
});

test('the items of a batch stand alone, in an order of their own', async () => {
	const where = bench();
	const good = await receipt(where);
	const { status, body } = await where.post('batch', {
		BatchItemRequest: [
			{ bId: 'a', operation: 'create', SalesReceipt: { ...good, DocNumber: 'B-1' } },
			{ bId: 'b', operation: 'create', SalesReceipt: { ...good, DocNumber: 'B-1' } },
			{
				bId: 'c',
				operation: 'create',
				optionsData: 'allowduplicatedocnum',
				SalesReceipt: { ...good, DocNumber: 'B-1' },
			},
			{ bId: 'd', Query: "SELECT * FROM SalesReceipt WHERE DocNumber = 'B-1'" },
			{ bId: 'e', operation: 'create', Spaceship: {} },
		],
	});
	assert.equal(status, 200);
	const byId = Object.fromEntries(body['BatchItemResponse'].map((answer: Json) => [answer['bId'], answer]));
	assert.notDeepEqual(Object.keys(byId), ['a', 'b', 'c', 'd', 'e']);
	assert.equal(byId['a'].SalesReceipt.DocNumber, 'B-1');
	assert.equal(byId['b'].Fault.Error[0].code, '6140');
	assert.equal(byId['c'].SalesReceipt.DocNumber, 'B-1');
	assert.equal(byId['d'].QueryResponse.SalesReceipt.length, 2);
	assert.equal(byId['e'].Fault.Error[0].code, '500');
	const [entry] = where.service.journal.since(0).slice(-1);
	assert.deepEqual([entry?.kind, entry?.paths], ['write', ['batch', '6140']]);
});

test('a batch changes and voids as well, and its request id counts together with the id of the item', async () => {
	const where = bench();
	const batch = {
		BatchItemRequest: [
			{ bId: '1', operation: 'create', SalesReceipt: await receipt(where) },
			{ bId: '2', operation: 'create', SalesReceipt: await receipt(where) },
		],
	};
	await where.post('batch?requestid=r1', batch);
	await where.post('batch?requestid=r1', batch);
	const [first, second, ...more] = await where.control('GET', 'documents');
	assert.deepEqual(more, []);
	const change = (bId: string, id: string, more_: Json): Json => ({
		bId,
		...more_,
		SalesReceipt: { Id: id, SyncToken: '0', sparse: true },
	});
	await where.post('batch', {
		BatchItemRequest: [
			change('1', first.id, { operation: 'update', optionsData: 'void' }),
			change('2', second.id, { operation: 'delete' }),
		],
	});
	assert.deepEqual(
		(await where.control('GET', 'documents')).map(({ id, voided }: Json) => ({ id, voided })),
		[{ id: first.id, voided: true }],
	);
	assert.equal((await where.item('MUG-BLUE'))['QtyOnHand'], 40);
});

test('refuses batches of more than 30, with long or doubled ids, or without any', async () => {
	const where = bench();
	const items = (count: number, idOf: (n: number) => string = String): Json => ({
		BatchItemRequest: Array.from({ length: count }, (_, n) => ({ bId: idOf(n), Query: 'SELECT * FROM Preferences' })),
	});
	assert.equal((await where.post('batch', items(30))).status, 200);
	assert.equal(where.service.journal.since(0)[0]?.kind, 'read');
	assert.equal(faultCode(await where.post('batch', items(31))), '1040');
	assert.equal(
		faultCode(
			await where.post(
				'batch',
				items(2, () => 'same'),
			),
		),
		'2020',
	);
	assert.equal(
		faultCode(
			await where.post(
				'batch',
				items(1, () => 'x'.repeat(11)),
			),
		),
		'2050',
	);
	assert.equal(faultCode(await where.post(`batch?requestid=${'r'.repeat(37)}`, items(1))), '2050');
	assert.equal(faultCode(await where.post('batch', {})), '2020');
});

test('change data capture gives what changed, deleted documents as stubs, and looks back 30 days', async () => {
	const where = bench();
	where.pass(60);
	const { SalesReceipt } = (await where.post('salesreceipt', await receipt(where))).body;
	await where.post('salesreceipt?operation=delete', { Id: SalesReceipt.Id, SyncToken: '0' });
	const { body } = await where.ask(
		'GET',
		`cdc?entities=Item,SalesReceipt,Customer&changedSince=${encodeURIComponent('2026-11-20T12:00:30-08:00')}`,
	);
	const [items, receipts, customers] = body['CDCResponse'][0].QueryResponse;
	assert.deepEqual(
		items.Item.map((item: Json) => item['Sku']),
		['MUG-BLUE'],
	);
	assert.deepEqual(
		receipts.SalesReceipt.map(({ Id, status }: Json) => ({ Id, status })),
		[{ Id: SalesReceipt.Id, status: 'Deleted' }],
	);
	assert.deepEqual(customers, {});
	assert.equal(faultCode(await where.ask('GET', 'cdc?entities=Item&changedSince=2026-10-01')), '4001');
	assert.equal(faultCode(await where.ask('GET', 'cdc?entities=TaxCode&changedSince=2026-11-20')), '4001');
});

test('an accountant makes, changes, voids and deletes documents and adjusts stock; nothing of it is journaled', async () => {
	const where = bench();
	const made = await where.control('POST', 'documents', {
		type: 'Invoice',
		DocNumber: 'H-1',
		lines: [{ sku: 'MUG-BLUE', quantity: 2 }],
	});
	assert.deepEqual([made.total, made.syncToken, made.lines[0].sku, made.lines[0].quantity], [25, '0', 'MUG-BLUE', 2]);
	const changed = await where.control('POST', 'edit-document', {
		type: 'Invoice',
		id: made.id,
		lines: [{ sku: 'MUG-BLUE', quantity: 5, lineId: '1' }],
	});
	assert.deepEqual([changed.syncToken, changed.total], ['1', 62.5]);
	const quantity = async (): Promise<number> =>
		(await where.control('GET', 'stock')).find((row: Json) => row['sku'] === 'MUG-BLUE').quantity;
	assert.equal(await quantity(), 35);
	const voided = await where.control('POST', 'edit-document', { type: 'Invoice', id: made.id, voided: true });
	assert.deepEqual([voided.voided, await quantity()], [true, 40]);
	await where.control('POST', 'stock', { sku: 'MUG-BLUE', quantity: 7 });
	assert.equal(await quantity(), 7);
	await where.control('POST', 'edit-document', { type: 'Invoice', id: made.id, deleted: true });
	assert.deepEqual(await where.control('GET', 'documents'), []);
	assert.deepEqual(where.service.journal.since(0), []);
});

test('control refuses settings that do not exist, and reset brings books and settings back but keeps clients connected', async () => {
	const where = bench();
	const reply = await where.service
		.app()
		.inject({ method: 'POST', url: '/control/settings', payload: { requestID: 'kept' } });
	assert.deepEqual([reply.statusCode, reply.json()], [400, { error: 'Error: No such setting: requestID' }]);
	const { accessToken } = where.service.credentials();
	await where.settings({ country: 'CA' });
	await where.control('POST', 'documents', {
		type: 'CreditMemo',
		lines: [{ sku: 'MUG-BLUE', quantity: 2, taxCode: '5' }],
	});
	await where.control('POST', 'reset');
	assert.equal((await where.control('GET', 'settings')).country, 'US');
	assert.deepEqual(await where.control('GET', 'documents'), []);
	assert.deepEqual(
		(await where.rows('SELECT * FROM TaxCode')).map((row) => row['Name']),
		['TAX', 'NON', 'California'],
	);
	assert.equal((await where.item('MUG-BLUE'))['QtyOnHand'], 40);
	assert.equal(await statusWith(where, accessToken), 200);
});

test('a reset forgets request ids, so that the next run posts again', async () => {
	const where = bench();
	const body = await receipt(where);
	await where.post('salesreceipt?requestid=r1', body);
	await where.control('POST', 'reset');
	await where.post('salesreceipt?requestid=r1', body);
	assert.equal((await where.control('GET', 'documents')).length, 1);
});
