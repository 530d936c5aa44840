import { ApiError } from '../api/errors.mts';
import type { StoreSettings } from '../store.mts';

const choices: Readonly<Partial<Record<keyof StoreSettings, readonly string[]>>> = {
	badEntries: ['rejectAll', 'applyRest'],
	archivedOrders: ['hidden', 'listed'],
	dateBounds: ['inclusive', 'exclusive'],
	updateStockBehavior: ['order_placed', 'order_completed_or_shipped'],
	throttledReply: ['withHeaders', 'withoutHeaders'],
};

/** Changes the settings that are named; an unknown name or a value of the wrong type changes nothing. */
export function changeSettings(settings: StoreSettings, changes: unknown): StoreSettings {
	const entries = Object.entries((changes ?? {}) as Record<string, unknown>);
	for (const [name, value] of entries) {
		const present = (settings as unknown as Record<string, unknown>)[name];
		if (present === undefined) throw new ApiError(400, `There is no setting "${name}"`);
		const allowed = choices[name as keyof StoreSettings];
		const wrong =
			typeof present !== typeof value ||
			Array.isArray(present) !== Array.isArray(value) ||
			(allowed !== undefined && !allowed.includes(String(value)));
		if (wrong) throw new ApiError(400, `"${name}" cannot be ${JSON.stringify(value)}`);
	}
	return Object.assign(settings, Object.fromEntries(entries));
}
