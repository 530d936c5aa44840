import type { Acts } from './acts.mts';
import { DOLLARS } from './amounts.mts';
import type { Random } from './random.mts';

export const COUNTRIES = ['US', 'GB', 'CA', 'DE', 'JP'] as const;
export type Country = (typeof COUNTRIES)[number];

/** A set of rates that a shop of the country charges together, and the company's tax code for it. */
export interface RateSet {
	/** Per cent, as a shop has them: "19". Empty: no tax. */
	readonly rates: readonly string[];
	/** Id of the code; the US have none. */
	readonly code: string | null;
}

export interface Company {
	readonly country: Country;
	readonly currency: string;
	/** IANA name. */
	readonly timeZone: string;
	readonly rateSets: readonly RateSet[];
	/** Of what bears no tax; the US have none. */
	readonly untaxedCode: string | null;
	/** Of what is sold at the usual rate. */
	readonly usualCode: string | null;
	/** Settings of the local QuickBooks that differ from a fresh company's. */
	readonly settings: Readonly<Record<string, unknown>>;
	/** SKUs that are counted from so many days before the check on only. */
	readonly lateStarts: Readonly<Record<string, number>>;
	/** Sells in other currencies too, and its books keep them. */
	readonly multiCurrency: boolean;
	/** Currencies of the shops' orders beside the company's own. */
	readonly foreign: readonly string[];
	/** The shop's plugin begins its numbers anew each year, and the books go back that far. */
	readonly repeatsNumbers: boolean;
	/** The round before which a plugin puts letters before all numbers of the shop; null: never. */
	readonly renumbering: { readonly round: number; readonly prefix: string } | null;
	/** Items that the accountant makes inactive after a round, and perhaps active again after another. */
	readonly inactive: readonly { readonly sku: string; readonly from: number; readonly until: number | null }[];
	/** The round in which the accountant closes the books, and up to how many days before; null: never. */
	readonly closing: { readonly round: number; readonly daysBefore: number } | null;
}

type Facts = Pick<Company, 'currency' | 'timeZone' | 'untaxedCode' | 'usualCode' | 'rateSets'>;

const set = (code: string | null, ...rates: readonly string[]): RateSet => ({ rates, code });

const FACTS: Readonly<Record<Country, Facts>> = {
	US: {
		currency: 'USD',
		timeZone: 'America/Los_Angeles',
		untaxedCode: null,
		usualCode: null,
		rateSets: [set(null), set(null, '7.25'), set(null, '8.875'), set(null, '4', '2.5')],
	},
	GB: {
		currency: 'GBP',
		timeZone: 'Europe/London',
		untaxedCode: '5',
		usualCode: '2',
		rateSets: [set('2', '20'), set('3', '5'), set('4', '0')],
	},
	CA: {
		currency: 'CAD',
		timeZone: 'America/Vancouver',
		untaxedCode: '2',
		usualCode: '7',
		rateSets: [set('5', '5'), set('6', '5', '7'), set('7', '13'), set('2')],
	},
	DE: {
		currency: 'EUR',
		timeZone: 'Europe/Berlin',
		untaxedCode: '5',
		usualCode: '2',
		rateSets: [set('2', '19'), set('3', '7'), set('4', '0')],
	},
	JP: {
		currency: 'JPY',
		timeZone: 'Asia/Tokyo',
		untaxedCode: '4',
		usualCode: '2',
		rateSets: [set('2', '10'), set('3', '8'), set('4')],
	},
};

/** The company, and what nobody knows of Intuit: how tax is rounded (rules.md G5) and how doubles are refused (C4). */
export function drawCompany(random: Random, acts: Acts): Company {
	const country = random.oneOf(COUNTRIES);
	const settings = { ...drawRounding(random), ...drawGuards(random), pagesHaveOneMore: random.happens(30) };
	const foreign = drawCurrencies(FACTS[country], acts, random.fork('currencies'));
	return {
		country,
		...FACTS[country],
		multiCurrency: foreign.length > 0,
		foreign,
		repeatsNumbers: acts.has('repeat') && random.fork('repeat').happens(25),
		renumbering: drawRenumbering(acts, random.fork('renumbering')),
		inactive: acts.has('inactive') ? drawInactive(random.fork('inactive')) : [],
		settings: { ...settings, ...(foreign.length > 0 ? { multiCurrency: true, dollarRates: DOLLARS } : {}) },
		lateStarts: random.happens(25)
			? { [random.oneOf(['MUG-BLUE', 'TEE-RED-M', 'POSTER-A3'])]: random.integer(2, 30) }
			: {},
		closing: random.happens(30) ? { round: random.integer(1, 4), daysBefore: random.integer(2, 45) } : null,
	};
}

function drawRounding(random: Random): object {
	return { taxRoundedPer: random.oneOf(['line', 'document']), taxRounding: random.oneOf(['halfUp', 'halfEven']) };
}

/** At least one of the two guards against doubles holds. */
function drawGuards(random: Random): object {
	const guard = random.weighted({ both: 40, requestIds: 30, numbers: 30 });
	return {
		requestIds: guard === 'numbers' ? random.oneOf(['forgotten', 'error']) : 'kept',
		requestIdFailures: random.oneOf(['forgotten', 'kept']),
		duplicateDocNumbers: guard === 'requestIds' ? 'accepted' : 'refused',
	};
}

/** One company in four sells abroad; Kuwait's dinar has three decimals. */
function drawCurrencies({ currency }: Facts, acts: Acts, random: Random): string[] {
	const others = Object.keys(DOLLARS).filter((one) => one !== currency && one !== 'KWD');
	const foreign = random.shuffled(others).slice(0, 2);
	if (!acts.has('foreign') || !random.happens(25)) return [];
	return acts.has('threeDecimals') && random.happens(50) ? [...foreign, 'KWD'] : foreign;
}

function drawRenumbering(acts: Acts, random: Random): Company['renumbering'] {
	return acts.has('renumber') && random.happens(30)
		? { round: random.integer(2, 6), prefix: random.oneOf(['W', 'SHOP-', '2026-']) }
		: null;
}

/** For a round or two, or for ever. */
function drawInactive(random: Random): Company['inactive'] {
	if (!random.happens(30)) return [];
	const from = random.integer(1, 3);
	const until = random.happens(60) ? from + random.integer(1, 2) : null;
	return [{ sku: random.oneOf(['BOWL-OAK', 'TEE-RED-L', 'LAMP-OAK']), from, until }];
}
