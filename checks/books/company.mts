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
	/** The round in which the accountant closes the books, and up to how many days before; null: never. */
	readonly closing: { readonly round: number; readonly daysBefore: number } | null;
}

type Facts = Omit<Company, 'country' | 'settings' | 'lateStarts' | 'closing'>;

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
export function drawCompany(random: Random): Company {
	const country = random.oneOf(COUNTRIES);
	return {
		country,
		...FACTS[country],
		settings: { ...drawRounding(random), ...drawGuards(random), pagesHaveOneMore: random.happens(30) },
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
