import { processMemory } from '../../core/memory/processMemory';
import type { Moment } from '../../core/model/moment';
import type { QuickBooksClient } from '../../core/quickbooks/quickBooksClient';
import type { Fields } from '../../core/reading/readUnknown';
import { aCompany } from './aCompany';

export interface ItemRow {
	readonly id: string;
	readonly sku?: string;
	readonly quantity?: number;
	readonly updatedAt?: Moment;
	readonly active?: boolean;
	readonly type?: string;
	/** What a bundle is made of. */
	readonly parts?: ReadonlyArray<{ readonly id: string; readonly quantity: number }>;
}

/** A company of these items and no documents; it understands the conditions that our reads use, and refuses others. */
export function quickBooksWithItems(
	items: readonly ItemRow[],
	asOf: Moment,
	{ realmId = '1', pageSize = items.length }: { readonly realmId?: string; readonly pageSize?: number } = {},
) {
	const asked: string[] = [];
	const refuse = async (): Promise<never> =>
		await Promise.reject(new Error('The test expected reads of items and documents only'));
	const client: QuickBooksClient = {
		realmId,
		documentUrl: () => null,
		itemUrl: () => null,
		memory: processMemory(),
		changes: refuse,
		query: async (entity, statement) => {
			asked.push(statement);
			return { rows: entity === 'Item' ? items.map(itemFields) : [], asOf };
		},
		async *pages(_entity, where) {
			asked.push(where);
			const found = items.filter((item) => where.split(' AND ').every((part) => fits(item, part))).map(itemFields);
			for (let start = 0; start === 0 || start < found.length; start += Math.max(1, pageSize))
				yield { rows: found.slice(start, start + pageSize), asOf };
		},
		write: refuse,
		void: refuse,
		delete: refuse,
		batch: refuse,
		company: async () => await Promise.resolve(aCompany),
		requestsMade: () => ({ reads: asked.length, writes: 0 }),
	};
	return { client, asked };
}

function fits(item: ItemRow, condition: string): boolean {
	const since = /^MetaData\.LastUpdatedTime >= '(.+)'$/.exec(condition)?.[1];
	if (since !== undefined) return Date.parse(item.updatedAt ?? '') >= Date.parse(since);
	const ids = /^Id IN \((.+)\)$/.exec(condition)?.[1];
	if (ids !== undefined) return ids.split(', ').includes(`'${item.id}'`);
	const skus = /^Sku IN \((.+)\)$/.exec(condition)?.[1];
	if (skus !== undefined) return item.sku !== undefined && skus.split(', ').includes(`'${item.sku}'`);
	const type = /^Type = '(.+)'$/.exec(condition)?.[1];
	if (type !== undefined) return (item.type ?? 'Inventory') === type;
	if (condition === 'Active IN (true, false)') return true;
	throw new Error(`The fake company does not know the condition ${condition}`);
}

function itemFields({
	id,
	sku,
	quantity = 5,
	updatedAt = '2026-11-23T10:00:00.000Z',
	active = true,
	type = 'Inventory',
	parts = [],
}: ItemRow): Fields {
	const bundle = {
		ItemGroupDetail: { ItemGroupLine: parts.map((part) => ({ ItemRef: { value: part.id }, Qty: part.quantity })) },
	};
	return {
		...(parts.length === 0 ? {} : bundle),
		Id: id,
		Name: `Item ${id}`,
		Sku: sku,
		Type: type,
		QtyOnHand: quantity,
		Active: active,
		InvStartDate: '2026-01-01',
		MetaData: { LastUpdatedTime: updatedAt },
	};
}
