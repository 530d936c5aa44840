import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeType,
	NodeExecutionHint,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type {
	BatchEntry,
	Company,
	VoidableEntity,
	Entity,
	QuickBooksClient,
	WriteAnswer,
} from '../../core/quickbooks/quickBooksClient';
import type { Fields } from '../../core/reading/readUnknown';
import { memory } from '../../nodes/bridge/memory/memory';

export interface NodeRun {
	readonly input: readonly unknown[];
	/** What came in by the second input; without it n8n gives nothing there. */
	readonly secondInput?: readonly unknown[];
	/** What is remembered of a node is no other one's. */
	readonly nodeId?: string;
	readonly parameters?: Readonly<Record<string, unknown>>;
	readonly mode?: WorkflowExecuteMode;
	readonly continueOnFail?: boolean;
	readonly client: QuickBooksClient;
	/** What a WooCommerce shop answers; without it the shop is not to be asked. */
	readonly shop?: (path: string, query: Fields) => unknown;
	/** What the workflow's triggers remember. */
	readonly staticData?: Readonly<Record<string, object>>;
	/** What the shop's credential says beside its address. */
	readonly shopSettings?: Fields;
	/** What QuickBooks' credential says beside its address. */
	readonly booksSettings?: Fields;
	/** Which credential of the shop the node uses; without it n8n keeps none. */
	readonly shopCredential?: string;
	/** Why no credential can be used; without it all can. */
	readonly credentialTrouble?: string;
	/** What the node says in its output panel; without it there is no panel. */
	readonly hints?: NodeExecutionHint[];
}

const credentialsFor = ({
	client: { realmId },
	shopSettings,
	booksSettings,
}: Pick<NodeRun, 'client' | 'shopSettings' | 'booksSettings'>): Readonly<Record<string, object>> => ({
	qboSyncOAuth2Api: {
		...booksSettings,
		environment: 'custom',
		customUrl: 'http://books',
		oauthTokenData: { callbackQueryString: { realmId } },
	},
	wooCommerceSyncApi: { ...shopSettings, url: 'https://shop.test' },
});

/** Runs a node's execute() the way n8n does, its requests to QuickBooks answered by what `client` is connected to. */
export async function executeQuickBooksNode(type: INodeType, run: NodeRun) {
	const {
		input,
		secondInput = [],
		nodeId = 'n1',
		parameters = {},
		mode = 'trigger',
		continueOnFail = false,
		client,
		shop,
		shopCredential,
		credentialTrouble,
		hints,
		staticData = {},
	} = run;
	const defaults = Object.fromEntries(type.description.properties.map(({ name, default: value }) => [name, value]));
	const node: INode = {
		id: nodeId,
		name: 'Node under test',
		type: 't',
		typeVersion: 1,
		position: [0, 0],
		parameters: inWorkflow({ ...defaults, ...parameters }) as INode['parameters'],
		...(shopCredential === undefined
			? {}
			: { credentials: { wooCommerceSyncApi: { id: shopCredential, name: 'The shop' } } }),
	};
	const context = {
		getNode: () => node,
		getWorkflow: () => ({ id: 'w1', name: 'Workflow under test', active: true }),
		getWorkflowStaticData: () => staticData,
		getMode: () => mode,
		getTimezone: () => 'UTC',
		getCredentials: async (name: string) => {
			const found = credentialsFor(run)[name];
			if (found === undefined || credentialTrouble !== undefined)
				throw new Error(credentialTrouble ?? `Node does not have any credentials set for "${name}"`);
			return await Promise.resolve(found);
		},
		getInputData: (place = 0): INodeExecutionData[] =>
			(place === 0 ? input : secondInput).map((json) => ({ json: json as IDataObject })),
		getNodeParameter: (name: string, index: number, fallback: unknown) =>
			resolved(valueAt({ ...defaults, ...parameters }, name), input[index]) ?? fallback,
		continueOnFail: () => continueOnFail,
		getExecutionCancelSignal: () => undefined,
		...(hints === undefined
			? {}
			: { addExecutionHints: (...said: NodeExecutionHint[]) => hints.push(...said), customData: new Map() }),
		helpers: {
			httpRequestWithAuthentication: async (name: string, options: IHttpRequestOptions) =>
				name === 'wooCommerceSyncApi' ? await shopAnswer(shop, options) : await answer(client, options),
		},
	} as unknown as IExecuteFunctions;
	await forgetOtherBooks(client);
	const outputs = (await type.execute?.call(context)) as INodeExecutionData[][];
	return outputs;
}

/** All runs of one client are runs of one process; another client stands for books that this process has not seen yet. */
async function forgetOtherBooks(client: QuickBooksClient): Promise<void> {
	if (lastClient.deref() === client) return;
	lastClient = new WeakRef(client);
	await memory.store('documentIndex', 'large').write(new Map([[client.realmId, null]]));
}

let lastClient = new WeakRef<object>({});

function valueAt(parameters: Readonly<Record<string, unknown>>, name: string): unknown {
	return name.split('.').reduce<unknown>((holder, key) => (holder as Fields | undefined)?.[key], parameters);
}

/** A function stands for an expression: it gets the input item. */
function resolved(value: unknown, item: unknown): unknown {
	return mapDeep(value, (expression) => expression(item));
}

/** The parameters as the workflow's JSON holds them. */
function inWorkflow(parameters: unknown): unknown {
	return mapDeep(parameters, () => '={{ $json }}');
}

function mapDeep(value: unknown, ofExpression: (expression: (json: unknown) => unknown) => unknown): unknown {
	if (typeof value === 'function') return ofExpression(value as (json: unknown) => unknown);
	if (Array.isArray(value)) return value.map((one) => mapDeep(one, ofExpression));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapDeep(one, ofExpression)]));
}

async function shopAnswer(shop: NodeRun['shop'], { url, qs }: IHttpRequestOptions) {
	if (shop === undefined) throw new Error('The test expected no request to the shop');
	// By night the shop's time zone is asked for, whatever a test is about.
	const body = url.endsWith('/wp-json/')
		? { timezone_string: '' }
		: await shop(url.replace('https://shop.test/wp-json/wc/v3', ''), (qs ?? {}) as Fields);
	const status = body === null ? 404 : 200;
	const text = JSON.stringify(body ?? { code: 'woocommerce_rest_shop_order_invalid_id' });
	return { statusCode: status, headers: {}, body: Buffer.from(text) };
}

async function answer(client: QuickBooksClient, { url, qs, body }: IHttpRequestOptions) {
	const path = url.replace(`http://books/v3/company/${client.realmId}/`, '');
	const found = await bodyFor(
		client,
		path,
		(qs ?? {}) as Record<string, string>,
		body === undefined ? {} : (parsed(String(body)) as Fields),
	);
	return {
		statusCode: 200,
		headers: {},
		body: Buffer.from(JSON.stringify({ time: '2026-11-22T00:00:00.000Z', ...found })),
	};
}

function parsed(text: string): unknown {
	return text.startsWith('{') ? JSON.parse(text) : { statement: text };
}

async function bodyFor(
	client: QuickBooksClient,
	path: string,
	qs: Readonly<Record<string, string>>,
	body: Fields,
): Promise<Fields> {
	if (path === 'query') return await queryBody(client, String(qs.query ?? body.statement));
	if (path === 'preferences') return { Preferences: preferencesOf(await client.company()) };
	if (path.startsWith('companyinfo/'))
		return { CompanyInfo: { Country: (await client.company()).country, DefaultTimeZone: 'America/Los_Angeles' } };
	if (path === 'cdc') return { CDCResponse: [] };
	if (path === 'batch') return await batchBody(client, body.BatchItemRequest as Fields[]);
	const entity = ENTITIES.find((name) => name.toLowerCase() === path);
	if (entity === undefined) throw new Error(`The test has no answer for ${path}`);
	const requestId = String(qs.requestid);
	const isVoid = qs.operation === 'void' || qs.include === 'void';
	const written = isVoid
		? await client.void(entity as VoidableEntity, String(body.Id), String(body.SyncToken), requestId)
		: await client.write(entity, body, requestId);
	return answerBody(entity, written);
}

const ENTITIES: readonly Entity[] = [
	'Invoice',
	'SalesReceipt',
	'CreditMemo',
	'RefundReceipt',
	'Customer',
	'Item',
	'Payment',
	'Account',
	'PaymentMethod',
];

async function queryBody(client: QuickBooksClient, statement: string): Promise<Fields> {
	const [, ofTime] = /^SELECT \* FROM (\w+) .* ORDERBY MetaData/s.exec(statement) ?? [];
	if (ofTime !== undefined) {
		const page = await client.query(ofTime as Entity, statement);
		return { QueryResponse: { [ofTime]: page.rows }, time: page.asOf };
	}
	const [, entity, where] = /^SELECT \* FROM (\w+)(?: WHERE (.*))? ORDERBY Id/s.exec(statement) ?? [];
	const rows: Fields[] = [];
	for await (const page of client.pages(entity as Entity, where ?? '')) rows.push(...page.rows);
	return { QueryResponse: { [String(entity)]: rows } };
}

async function batchBody(client: QuickBooksClient, requests: readonly Fields[]): Promise<Fields> {
	const entries = requests.map((request): BatchEntry => {
		const entity = ENTITIES.find((name) => name in request) ?? 'Invoice';
		return { id: String(request.bId), operation: 'create', entity, body: request[entity] as Fields };
	});
	const answers = await client.batch(entries);
	return {
		BatchItemResponse: answers.map((one, place) => ({
			bId: one.id,
			...answerBody(entries[place]?.entity ?? 'Invoice', one),
		})),
	};
}

function answerBody(entity: Entity, { row, fault }: WriteAnswer): Fields {
	return fault === null
		? { [entity]: row }
		: { Fault: { Error: [{ Message: fault.message, Detail: fault.detail, code: fault.code }] } };
}

function preferencesOf({
	tracksQuantity,
	customNumbers,
	allowsShipping,
	autoAppliesCredits,
	autoAppliesPayments,
	usesSalesTax,
	automatedTax,
	homeCurrency,
}: Company): Fields {
	return {
		ProductAndServicesPrefs: { QuantityOnHand: tracksQuantity },
		SalesFormsPrefs: {
			CustomTxnNumbers: customNumbers,
			AllowShipping: allowsShipping,
			AutoApplyCredit: autoAppliesCredits,
			AutoApplyPayments: autoAppliesPayments,
		},
		TaxPrefs: { UsingSalesTax: usesSalesTax, PartnerTaxEnabled: automatedTax },
		CurrencyPrefs: { HomeCurrency: { value: homeCurrency } },
	};
}
