export interface FaultFields {
	readonly code: string;
	readonly message: string;
	readonly detail: string;
	readonly element: string;
}

/** A rule of QuickBooks that a request broke: HTTP 400 with a Fault, or a Fault inside a batch. */
export class RuleFault extends Error {
	readonly code: string;
	readonly detail: string;
	readonly element: string;

	constructor(code: string, message: string, detail: string, element = '') {
		super(message);
		this.code = code;
		this.detail = detail;
		this.element = element;
	}

	fields(): FaultFields {
		const { code, message, detail, element } = this;
		return { code, message, detail, element };
	}

	/** The value of "Fault" in an answer. */
	body(): object {
		const type = Number(this.code) >= 10_000 ? 'SystemFault' : 'ValidationFault';
		return { Error: [{ Message: this.message, Detail: this.detail, code: this.code, element: this.element }], type };
	}
}

export const unsupportedOperation = (what: string) =>
	new RuleFault('500', 'Unsupported Operation', `Operation ${what} is not supported.`);
export const duplicateRequestId = (id: string) =>
	new RuleFault('600', 'Duplicate Request Id', `Duplicate Request Id : the request id ${id} has been used before.`);
export const notFound = (what: string) =>
	new RuleFault(
		'610',
		'Object Not Found',
		`Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees. ${what}`,
	);
export const unknownProperty = (name: string) =>
	new RuleFault(
		'2010',
		'Request has invalid or unsupported property',
		`Property Name:${name} specified is unsupported or invalid`,
		name,
	);
export const missing = (name: string) =>
	new RuleFault(
		'2020',
		'Required param missing, need to supply the required value for the API',
		`Required parameter ${name} is missing in the request`,
		name,
	);
export const badCharacters = (name: string) =>
	new RuleFault(
		'2040',
		'Invalid String. Unsupported characters',
		`Property Name:${name} contains characters that are not allowed`,
		name,
	);
export const wrongLength = (name: string, max: number) =>
	new RuleFault(
		'2050',
		'String length is either shorter or longer than supported by specification',
		`String length specified is more than ${max}: ${name}`,
		name,
	);
export const badNumber = (name: string) => new RuleFault('2090', 'Invalid Number', `Invalid Number : ${name}`, name);
export const badChoice = (name: string, value: string) =>
	new RuleFault('2170', 'Invalid Enumeration', `Invalid Enumeration : ${value}`, name);
export const badEmail = (name: string) =>
	new RuleFault(
		'2210',
		'Invalid Email Address format',
		`Email Address does not conform to the syntax rules of RFC 822 : ${name}`,
		name,
	);
export const badReference = (what: string, id: string) =>
	new RuleFault('2500', 'Invalid Reference Id', `Invalid Reference Id : ${what} element id ${id} not found`, what);
export const staleObject = () =>
	new RuleFault(
		'5010',
		'Stale Object Error',
		'Stale Object Error : You and another user were working on this at the same time. Their changes were saved, yours were not.',
	);
export const businessRule = (detail: string) =>
	new RuleFault(
		'6000',
		'A business validation error has occurred while processing your request',
		`Business Validation Error: ${detail}`,
	);
export const amountMismatch = (line: number) =>
	new RuleFault(
		'6070',
		'Amount calculation incorrect in the request',
		`Amount is not equal to UnitPrice * Qty. Supplied value: line ${line}`,
		'Line.Amount',
	);
export const badTaxCode = (code: string) =>
	new RuleFault(
		'6100',
		'Invalid tax code',
		`Invalid tax code : a US company allows TAX and NON only, not ${code}`,
		'TaxCodeRef',
	);
export const duplicateNumber = (number: string, type: string, id: string) =>
	new RuleFault(
		'6140',
		'Duplicate Document Number Error',
		`Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=${number} is assigned to TxnType=${type} with TxnId=${id}`,
	);
export const periodClosed = (code: '6200' | '6210', closed: string) =>
	new RuleFault(
		code,
		'Account Period Closed, Cannot Update Through Services API',
		`The account period has closed and the account books cannot be updated through the QBO API. Books closed up to ${closed}`,
	);
export const duplicateName = () =>
	new RuleFault(
		'6240',
		'Duplicate Name Exists Error',
		'The name supplied already exists. : Another one is already using this name. Please use a different name.',
	);
export const beforeStart = (item: string, start: string) =>
	new RuleFault(
		'6270',
		'Transaction date is prior to start date for inventory item',
		`Transaction date is prior to start date for inventory item : ${item} starts on ${start}`,
	);
export const wrongAccountType = (name: string) =>
	new RuleFault('6430', 'Invalid account type', `Invalid account type used : ${name}`, name);
export const quantityMissing = (item: string) =>
	new RuleFault('6520', 'Quantity is required for inventory items', `Qty is missing for inventory item ${item}`, 'Qty');
export const alreadyDeposited = () =>
	new RuleFault(
		'6540',
		'Deposited Transaction cannot be changed',
		'This transaction has been deposited. If you want to change or delete it, you must edit the deposit it appears on and remove it first.',
	);
