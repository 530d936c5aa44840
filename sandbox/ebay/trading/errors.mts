import type { XmlNode } from './xml.mts';

/**
 * The Trading API says no inside a 200.
 * https://developer.ebay.com/devzone/xml/docs/reference/ebay/errors/errormessages.htm
 */
export interface TradingError {
	readonly code: string;
	readonly short: string;
	readonly long: string;
	readonly severity: 'Error' | 'Warning';
	/** Which row it is about. */
	readonly parameters?: Readonly<Record<string, string>>;
}

function error(code: string, short: string, long: string = short): TradingError {
	return { code, short, long, severity: 'Error' };
}

export const tradingErrors = {
	badXml: error(
		'5',
		'XML Parse error.',
		'XML Error Text: "; nested exception is: org.xml.sax.SAXParseException: invalid document".',
	),
	unknownCall: (name: string) =>
		error('2', 'Unsupported API call.', `The API call "${name}" is invalid or not supported in this release.`),
	missingHeader: (name: string) =>
		error('10011', `Header "${name}" does not exist.`, `Header "${name}" does not exist.`),
	badHeader: (name: string, value: string) =>
		error('10012', `Invalid value for header "${name}".`, `Header "${name}" with value "${value}" is out of range.`),
	noToken: error('930', 'No XML <RequesterPassword> or <RequesterToken> was found in XML Request.'),
	badToken: error('21916984', 'Invalid IAF token.', 'IAF token supplied is invalid. '),
	expiredToken: error('21917053', 'Expired IAF token.', 'IAF token supplied is expired. '),
	badInput: (tag: string) =>
		error(
			'37',
			'Input data is invalid.',
			`Input data for tag <${tag}> is invalid or missing. Please check API documentation.`,
		),
	pageOutOfRange: error(
		'340',
		'Page number is out of range.',
		'Page number is out of range. Please specify a valid page number.',
	),
	unknownItem: error(
		'17',
		'Item cannot be accessed.',
		'This item cannot be accessed because the listing has been deleted, is a Half.com listing, or you are not the seller.',
	),
	ended: error('291', 'Auction ended.', 'You are not allowed to revise ended listings.'),
	inventoryManaged: error(
		'21919474',
		'This operation is not allowed for inventory items.',
		'Inventory-based listing management is not currently supported by this tool. Please refer to the tool used to create this listing.',
	),
	tooManyRows: error('21916254', 'You have exceeded the maximum allowed containers'),
	skuMismatch: error('21916799', 'SKU Mismatch', 'SKU does not exist in Non-ManageBySKU item specified by ItemID.'),
	variationNeedsSku: error(
		'21916735',
		'Cannot revise a Multi-SKU item when item level SKU is supplied.',
		'Variation level SKU or Variation level SKU and ItemID should be supplied to revise a Multi-SKU item.',
	),
	/** The documents name the limit and not its code: 21919188 is the one whose text is free. */
	revisedTooOften: error('21919188', 'The listing has been revised the maximum number of times for this calendar day.'),
	redundant: {
		code: '21917091',
		short: 'Requested StartPrice and Quantity revision is redundant.',
		long: 'The existing price and quantity values are identical to those specified in the request and, therefore, have not been modified.',
		severity: 'Warning',
	},
	variationRemoved: {
		code: '21916620',
		short: "Variations with quantity '0' will be removed.",
		long: "Variations with quantity '0' will be removed.",
		severity: 'Warning',
	},
} as const satisfies Record<string, TradingError | ((...texts: string[]) => TradingError)>;

export function showError(shown: TradingError): XmlNode {
	return {
		ShortMessage: shown.short,
		LongMessage: shown.long,
		ErrorCode: shown.code,
		SeverityCode: shown.severity,
		ErrorParameters: Object.entries(shown.parameters ?? {}).map(([id, value]) => ({ '@ParamID': id, Value: value })),
		ErrorClassification: 'RequestError',
	};
}
