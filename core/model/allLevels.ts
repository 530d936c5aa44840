import { readFields, readNonEmptyText } from '../reading/readUnknown';
import { readMoment, type Moment } from './moment';

/** Stands for all levels of a company: whoever gets it reads them page by page, so that no catalogue travels between nodes. */
export interface AllLevels {
	readonly kind: 'allLevels';
	/** For people. */
	readonly summary: string;
	/** Which company. */
	readonly realmId: string;
	/** When they became due. */
	readonly asOf: Moment;
}

export function createAllLevels(realmId: string, asOf: Moment): AllLevels {
	const summary = 'All levels of QuickBooks, to be compared with what the channels show';
	return { kind: 'allLevels', summary, realmId, asOf };
}

/** True for all levels; `kind` tells them from one. */
export function isAllLevels(raw: unknown): boolean {
	return (raw as Partial<AllLevels> | null | undefined)?.kind === 'allLevels';
}

/** Reads it out of an n8n item. Throws UnreadableError, which names the field. */
export function readAllLevels(raw: unknown, path = 'all levels'): AllLevels {
	const fields = readFields(raw, path);
	return createAllLevels(readNonEmptyText(fields.realmId, `${path}.realmId`), readMoment(fields.asOf, `${path}.asOf`));
}
