import { bigReaders } from './bigReaders';
import { domainReaders } from './domainReaders';
import { ebayReaders } from './ebayReaders';
import { formReaders } from './formReaders';
import { n8nReaders } from './n8nReaders';
import { quickBooksReaders } from './quickBooksReaders';
import type { Reader } from '../reader';
import { readingReaders } from './readingReaders';
import { mayRefuse } from './refusals';
import { wooReaders } from './wooReaders';

export const allReaders: readonly Reader[] = [
	...readingReaders,
	...domainReaders,
	...quickBooksReaders,
	...wooReaders,
	...bigReaders,
	...ebayReaders,
	...formReaders,
	...n8nReaders,
].map(mayRefuse);

/** Exported functions that look like readers and are none, each with the reason. */
export const NO_READERS: Readonly<Record<string, string>> = {
	'credentials/reachService.ts#askFirst': 'looks at a field that we set',
	'credentials/reachService.ts#namedFault': "a rejection of n8n's HTTP helper, which is an error",
	'core/channels/readEachOrder.ts#readEachOrder': 'calls readers that are fuzzed, order by order',
	'core/channels/bigcommerce/orders/ordersInParts.ts#readOrdersInParts':
		'asks again for pages whose readers are fuzzed',
	'core/channels/woocommerce/pageInParts.ts#readPageInParts': 'asks again for pages whose readers are fuzzed',
	'core/http/troubledPages.ts#rowsOneByOne': 'asks for rows that others read',
	'core/http/unservedRow.ts#isTroubleOfSize': 'looks at an error that was thrown',
	'core/http/unservedRow.ts#troubleOfSizeOnly': 'looks at an error that was thrown',
	'nodes/bridge/errors/errorToN8n.ts#credentialErrorToN8n': 'looks at an error that was thrown',
	'nodes/bridge/errors/errorToN8n.ts#formErrorToN8n': 'looks at an error that was thrown',
	'core/availability/readOpenOrders.ts#readOpenOrders': 'asks a channel, whose readers are fuzzed',
	'core/availability/shopOrders.ts#readOrdersOfShop': 'asks a channel, whose readers are fuzzed',
	'core/reconciling/comparedCatalogs.ts#readAndCompareCatalogs': 'asks both sides, whose readers are fuzzed',
	'core/http/serviceFailure.ts#isServiceFailure': 'looks at an error that was thrown',
	'core/http/serviceFailure.ts#serviceFailureOnly': 'looks at an error that was thrown',
	'core/reporting/reportRow.ts#reportRow': 'puts together what was read already',
	'nodes/MatchBySku/matchOutputs.ts#outputsOfExplained': 'puts together what was read already',
	'core/reconciling/catalogItems.ts#readCatalogItems': 'asks through a client whose readers are fuzzed',
	'core/channels/ebay/orders/orderPages.ts#readAllRows': 'walks through pages that readRows, which is fuzzed, has read',
	'core/model/orderIdentity.ts#requestId': 'hashes a body that we drafted',
	'core/model/text.ts#shortHash': 'hashes what was read already',
	'core/reading/readXml.ts#findAttribute': 'looks into what readXml, which is fuzzed, has read',
	'core/http/integrationError.ts#isTransient': 'looks at an error that was thrown',
	'core/quickbooks/documentMarker.ts#readCutMarker': 'looks into the note that readDocument, which is fuzzed, has read',
	'core/quickbooks/documentMarker.ts#readMarker': 'looks into the note that readDocument, which is fuzzed, has read',
	'core/quickbooks/booksLines.ts#markFor':
		'compares a body that we drafted with what readDocument, which is fuzzed, has read',
	'core/quickbooks/booksLines.ts#readLines': 'reads the lines of readDocument, which is fuzzed',
	'nodes/bridge/http/boundedBytes.ts#boundedBytes': 'counts the bytes of a stream; bodyOf, which reads them, is fuzzed',
	'nodes/bridge/errors/errorToN8n.ts#errorToN8n': 'looks at an error that was thrown',
	'nodes/bridge/items/itemsFromN8n.ts#failedItem': 'looks at an error that was thrown',
	'core/pushing/pushable.ts#readPushable': 'hands an item to one of three readers that are fuzzed',
	'nodes/bridge/items/itemsFromN8n.ts#itemsFromN8n': 'hands each item to a reader that is fuzzed',
	'nodes/bridge/http/replyFromN8n.ts#replyOfRejection':
		'looks at an error that n8n threw; its body goes through replyFrom',
};
