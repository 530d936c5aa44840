import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { answerVisit } from '../../core/channels/ebay/consent/consent';
import { momentFromMillis } from '../../core/model/moment';
import { httpWithoutKeys } from '../bridge/http/httpWithoutKeys';
import { replyToVisit, visitFromN8n } from '../bridge/pages';

export class ConnectEbayTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Connect eBay Trigger',
		name: 'connectEbayTrigger',
		icon: { light: 'file:../../icons/ebay.svg', dark: 'file:../../icons/ebay.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'a page for the seller',
		description:
			'Shows a page on which the seller connects eBay and gets the refresh token for the credential. Starts the workflow when that is done.',
		eventTriggerDescription: '',
		activationMessage: 'The page is there now: open the Production URL of this node in your browser.',
		triggerPanel: {
			header: 'Let the seller connect eBay',
			executionsHelp: {
				inactive: 'Publish the workflow, and open the Production URL of this node in your browser.',
				active: 'Open the Production URL of this node in your browser. A run stands here when eBay is connected.',
			},
			activationHint: 'Publish the workflow: the page needs its Production URL for every step.',
		},
		defaults: { name: 'Connect eBay Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		webhooks: [
			{
				name: 'setup',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				path: 'connect-ebay',
				isFullPath: true,
				ndvHideMethod: true,
			},
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'connect-ebay',
				isFullPath: true,
				ndvHideUrl: true,
			},
		],
		properties: [
			{
				displayName:
					'Publish the workflow, and open the Production URL above in your browser. The page says what to enter, sends you to eBay, and shows the refresh token when you come back. The keys wait in a cookie of your browser for at most ten minutes: n8n keeps neither them nor the token. Unpublish the workflow when you are done.',
				name: 'pageNotice',
				type: 'notice',
				default: '',
			},
		],
	};

	/** The page stands with n8n alone: no other service has to know of it. */
	webhookMethods = {
		default: {
			checkExists: async () => true,
			create: async () => true,
			delete: async () => true,
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { reply, connected } = await answerVisit(visitFromN8n(this), {
			http: httpWithoutKeys(this),
			now: momentFromMillis(Date.now()),
		});
		replyToVisit(this, reply);
		if (connected === null) return { noWebhookResponse: true };
		const { validUntil } = connected;
		const summary = validUntil === null ? 'eBay is connected' : `eBay is connected until ${validUntil}`;
		return { noWebhookResponse: true, workflowData: [[{ json: { summary, validUntil } }]] };
	}
}
