import { datePair } from './api/dates.mts';
import { cutPage, pageReply, pagingRules } from './api/paging.mts';
import type { Rules } from './api/parameters.mts';
import { RestError } from './api/errors.mts';
import { itemRoutes } from './api/itemRoutes.mts';
import type { Call, Json, Route, RouteReply } from './api/route.mts';
import { nowInSeconds, takeId, type Shop } from './shop.mts';

export interface Webhook {
	readonly id: number;
	name: string;
	status: string;
	topic: string;
	deliveryUrl: string;
	/** Never shown again. */
	secret: string;
	readonly createdAt: number;
	modifiedAt: number | null;
}

const topicForm = /^(?:(?:order|product|customer|coupon)\.(?:created|updated|deleted|restored)|action\..+)$/;

const bodyRules: Rules = {
	name: { type: 'string' },
	status: { type: 'string', oneOf: ['active', 'paused', 'disabled'] },
	topic: { type: 'string' },
	delivery_url: { type: 'string' },
	secret: { type: 'string' },
};

/** Webhooks are kept and shown; nothing is delivered. */
export const webhookRoutes: readonly Route[] = itemRoutes(
	'/webhooks',
	{ list: pagingRules, body: bodyRules },
	{
		list: listWebhooks,
		post: postWebhook,
		get: (call) => webhookJson(call.shop, knownWebhook(call)),
		put: putWebhook,
		remove: deleteWebhook,
	},
);

function listWebhooks(call: Call): RouteReply {
	const page = cutPage(call, [...call.shop.webhooks.values()].reverse());
	return pageReply({ ...page, rows: page.rows.map((webhook) => webhookJson(call.shop, webhook)) });
}

function postWebhook({ shop, body }: Call): RouteReply {
	refuseWrongTopic(body, true);
	if (!isAddress(body.delivery_url))
		throw new RestError(
			400,
			'woocommerce_rest_webhook_invalid_delivery_url',
			'Webhook delivery URL must be a valid URL starting with http:// or https://.',
		);
	const id = takeId(shop, 'webhook');
	const webhook: Webhook = {
		id,
		name: String(body.name ?? `Webhook created on ${new Date(shop.now()).toISOString().slice(0, 10)}`),
		status: String(body.status ?? 'active'),
		topic: String(body.topic),
		deliveryUrl: String(body.delivery_url),
		secret: String(body.secret ?? ''),
		createdAt: nowInSeconds(shop),
		modifiedAt: null,
	};
	shop.webhooks.set(id, webhook);
	return {
		status: 201,
		headers: { location: `${shop.siteUrl}/wp-json/wc/v3/webhooks/${id}`, allow: 'GET, POST' },
		body: webhookJson(shop, webhook),
	};
}

function putWebhook(call: Call): Json {
	const { body, shop } = call;
	const webhook = knownWebhook(call);
	refuseWrongTopic(body, false);
	if (typeof body.name === 'string') webhook.name = body.name;
	if (typeof body.status === 'string') webhook.status = body.status;
	if (typeof body.topic === 'string') webhook.topic = body.topic;
	if (typeof body.delivery_url === 'string') webhook.deliveryUrl = body.delivery_url;
	if (typeof body.secret === 'string') webhook.secret = body.secret;
	webhook.modifiedAt = nowInSeconds(shop);
	return webhookJson(shop, webhook);
}

function deleteWebhook(call: Call, isForced: boolean): Json {
	const webhook = knownWebhook(call);
	if (!isForced) {
		throw new RestError(501, 'woocommerce_rest_trash_not_supported', 'Webhooks do not support trashing.');
	}
	call.shop.webhooks.delete(webhook.id);
	return webhookJson(call.shop, webhook);
}

function webhookJson(shop: Shop, webhook: Webhook): Json {
	const [resource = '', event = ''] = webhook.topic.split('.');
	const href = `${shop.siteUrl}/wp-json/wc/v3/webhooks`;
	return {
		id: webhook.id,
		name: webhook.name,
		status: webhook.status,
		topic: webhook.topic,
		resource,
		event,
		hooks: hooksOf(webhook.topic),
		delivery_url: webhook.deliveryUrl,
		...datePair(shop, 'date_created', webhook.createdAt),
		...datePair(shop, 'date_modified', webhook.modifiedAt),
		_links: {
			self: [{ href: `${href}/${webhook.id}`, targetHints: { allow: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] } }],
			collection: [{ href }],
		},
	};
}

/** The WordPress actions behind a topic. */
function hooksOf(topic: string): string[] {
	if (topic.startsWith('action.')) return [topic.slice('action.'.length)];
	const known: Record<string, string[]> = {
		'order.created': ['woocommerce_new_order'],
		'order.updated': ['woocommerce_update_order', 'woocommerce_order_refunded'],
		'order.deleted': ['wp_trash_post'],
		'order.restored': ['untrashed_post'],
		'product.updated': [
			'woocommerce_process_product_meta',
			'woocommerce_update_product',
			'woocommerce_update_product_variation',
		],
	};
	const [resource = '', event = ''] = topic.split('.');
	return known[topic] ?? [`woocommerce_${event}_${resource}`];
}

function knownWebhook({ shop, path }: Call): Webhook {
	const webhook = shop.webhooks.get(Number(path.id));
	if (webhook === undefined) throw new RestError(404, 'woocommerce_rest_shop_webhook_invalid_id', 'Invalid ID.');
	return webhook;
}

function refuseWrongTopic(body: Json, required: boolean): void {
	if (body.topic === undefined && !required) return;
	if (typeof body.topic === 'string' && topicForm.test(body.topic)) return;
	throw new RestError(400, 'woocommerce_rest_webhook_invalid_topic', 'Webhook topic must be valid.');
}

function isAddress(value: unknown): boolean {
	return typeof value === 'string' && /^https?:\/\//.test(value);
}
