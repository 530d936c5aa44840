import { RestError } from '../api/errors.mts';
import type { ShopSettings } from '../shop.mts';
import type { TaxRate } from '../orders/taxes.mts';

const choices: Readonly<Record<string, readonly string[]>> = {
	roundTaxAt: ['line', 'order'],
	keyPermissions: ['read', 'write', 'read_write'],
	permalinks: ['pretty', 'plain'],
	refundGateway: ['unsupported', 'agrees', 'declines'],
	pageCache: ['off', 'byAddress', 'knownParameters'],
};

/** Changes the settings that are named; an unknown name or a value of the wrong type changes nothing. */
export function changeSettings(settings: ShopSettings, changes: unknown): ShopSettings {
	const entries = Object.entries((changes ?? {}) as Record<string, unknown>);
	for (const [name, value] of entries) {
		const present = (settings as unknown as Record<string, unknown>)[name];
		if (present === undefined) throw refusal(`There is no setting "${name}"`);
		if (typeof present !== typeof value || Array.isArray(present) !== Array.isArray(value))
			throw refusal(`"${name}" cannot be ${JSON.stringify(value)}`);
		const choice = choices[name];
		if (choice !== undefined && !choice.includes(String(value)))
			throw refusal(`"${name}" is one of ${choice.join(', ')}, not ${JSON.stringify(value)}`);
	}
	const { taxRates, ...rest } = Object.fromEntries(entries) as Partial<Omit<ShopSettings, 'taxRates'>> & {
		taxRates?: Parameters<typeof completeRate>[0][];
	};
	Object.assign(settings, rest, taxRates === undefined ? {} : { taxRates: taxRates.map(completeRate) });
	return settings;
}

/** A rate as a test names it, `{ percent }` at least, made whole. */
function completeRate(
	rate: Partial<Omit<TaxRate, 'percent'>> & { readonly percent?: string | number },
	index: number,
): TaxRate {
	const percent = String(rate.percent ?? '0');
	const id = rate.id ?? index + 1;
	return {
		id,
		taxClass: '',
		name: `Tax ${percent}%`,
		code: `US-NY-TAX-${id}`,
		appliesToShipping: true,
		...rate,
		percent,
	};
}

function refusal(message: string): RestError {
	return new RestError(400, 'invalid_setting', message);
}
