import { readTime } from '../dates.mts';
import type { Company, EntityName } from '../company.mts';
import type { Json } from '../json.mts';
import { invalidQuery } from '../query/compare.mts';
import { missing, RuleFault } from '../ruleFault.mts';
import { entityNamed } from './operations.mts';

const LOOK_BACK = 30 * 86_400_000;
const MOST_OBJECTS = 1000;
const NEVER_CAPTURED: readonly EntityName[] = ['TaxCode', 'TaxRate', 'TaxAgency'];

/** The value of "CDCResponse": what changed since, deleted transactions as stubs, at most 1,000 objects over all and without a word about more. */
export function changedSince(company: Company, entities: string, since: string): readonly Json[] {
	if (entities === '') throw missing('entities');
	const begin = readTime(since);
	if (begin === null) throw missing('changedSince');
	if (begin < company.now() - LOOK_BACK)
		throw new RuleFault('4001', 'Invalid changedSince', 'changedSince can not be more than 30 days ago.');
	let left = MOST_OBJECTS;
	const groups = entities.split(',').map((name) => {
		const entity = entityNamed(name.trim());
		if (entity === undefined || NEVER_CAPTURED.includes(entity))
			throw invalidQuery(`change data capture does not know ${name}`);
		const rows = changesOf(company, entity, begin).slice(0, left);
		left -= rows.length;
		return rows.length === 0 ? {} : { [entity]: rows, startPosition: 1, maxResults: rows.length };
	});
	return [{ QueryResponse: groups }];
}

function changesOf(company: Company, entity: EntityName, begin: number): readonly Json[] {
	const list = company.tables[entity].list('MetaData.LastUpdatedTime');
	const rows: readonly { readonly row: Json; readonly at: number }[] = [...list.from(list.firstAt(begin))].map(
		(row) => ({
			row,
			at: readTime(row.MetaData.LastUpdatedTime) ?? 0,
		}),
	);
	const gone = company.deleted
		.filter((stone) => stone.entity === entity)
		.map(({ id, at }) => ({
			row: { domain: 'QBO', status: 'Deleted', Id: id, MetaData: { LastUpdatedTime: at } },
			at: readTime(at) ?? 0,
		}));
	const changed = [...rows, ...gone].filter(({ at }) => at > begin);
	return changed.toSorted((one, other) => one.at - other.at).map(({ row }) => row);
}
