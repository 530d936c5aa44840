import type { SalesOrder } from '../../../core/model/salesOrder.ts';
import type { TaxRule } from '../../../core/posting/draft/taxMap.ts';
import type { PostingForm } from '../protocol.mts';

/** How the form calls a price that may contain a tax which the channel does not name. */
const UNNAMED = 'tax included, not named';

/** A user reads the names of the rates in the shop; here they are read in the orders, and mapped by their percentages. */
export function taxRules(
	{ taxCodes, taxCodesByName, includedCode }: PostingForm,
	orders: readonly SalesOrder[],
): TaxRule[] {
	const sets = new Map(orders.flatMap((order) => setsOf(order)).map((set) => [set.rates, set]));
	const named = [...sets.values()].flatMap(({ rates, percents }) =>
		rule(rates, taxCodes[percents] ?? taxCodesByName[rates]),
	);
	return [...named, ...rule(UNNAMED, includedCode ?? undefined)];
}

interface NamedSet {
	/** As the form has it: names joined by " + ". */
	readonly rates: string;
	/** "5+7" */
	readonly percents: string;
}

function setsOf({ lines, shipping, fees, taxes }: SalesOrder): NamedSet[] {
	const percentOf = (name: string): string =>
		taxes.find(({ rate }) => rate === name)?.percent ?? /(\d+(\.\d+)?) ?%/.exec(name)?.[1] ?? name;
	return [...lines, ...shipping, ...fees]
		.filter(({ taxRates }) => taxRates.length > 0)
		.map(({ taxRates }) => ({
			rates: taxRates.join(' + '),
			percents: taxRates
				.map(percentOf)
				.map(Number)
				.sort((one, other) => one - other)
				.join('+'),
		}));
}

function rule(rates: string, codeId: string | undefined): TaxRule[] {
	return codeId === undefined ? [] : [{ rates, country: null, marketplace: false, codeId }];
}
