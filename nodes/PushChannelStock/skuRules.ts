import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { channels } from '../../core/channels/channelRegistry';
import { toSku, type Sku } from '../../core/model/sku';
import { NO_RULES, type SellableRules } from '../../core/model/sellableRules';
import {
	readChoice,
	readFields,
	readList,
	readNonEmptyText,
	readOptional,
	readWholeNumber,
	UnreadableError,
	type Fields,
} from '../../core/reading/readUnknown';
import { channelOptions } from '../bridge/form/channelFields';
import type { SkuRules } from '../bridge/shops/shopsOf';

/** What a channel may show of single SKUs. The rules for all others stand in its credential. */
export function skuRulesField(): INodeProperties {
	return {
		displayName: 'Rules by SKU',
		name: 'rulesBySku',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add SKU',
		default: {},
		description:
			'What a channel may show of single SKUs, in the place of Buffer, Percentage, Minimum and Maximum in its credential',
		options: [
			{
				displayName: 'SKU',
				name: 'values',
				values: [
					{ displayName: 'SKU', name: 'sku', type: 'string', default: '', description: 'As it stands in QuickBooks' },
					{
						displayName: 'Channel',
						name: 'channel',
						type: 'options',
						options: [{ name: 'Any', value: ANY }, ...channelOptions()],
						default: ANY,
						description: 'A row of the channel itself goes before one for any',
					},
					...ruleFields(),
				],
			},
		],
	};
}

const ANY = 'any';

function ruleFields(): INodeProperties[] {
	const number = (displayName: string, name: string, description: string): INodeProperties => ({
		displayName,
		name,
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description,
	});
	return [
		number('Buffer', 'buffer', 'Units kept back, for example for a shop counter'),
		number('Maximum', 'maximum', 'No more than this is shown; 0 is no limit'),
		number('Minimum', 'minimum', 'Fewer units than this are shown as none'),
		{
			...number(
				'Percentage',
				'percent',
				'Of what is left after the buffer, rounded up while at least one unit is left',
			),
			default: 100,
		},
	];
}

export function readSkuRules(context: IExecuteFunctions): SkuRules {
	const ids = [ANY, ...channels.map(({ id }) => id)];
	const rows = readList(context.getNodeParameter('rulesBySku.values', 0, []), 'Rules by SKU', (raw, path) => {
		const fields = readFields(raw, path);
		const channel = readChoice(fields.channel ?? ANY, ids, `${path}.Channel`);
		return { path, channel, sku: readSku(fields.sku, `${path}.SKU`), rules: readRules(fields, path) };
	});
	const byChannel = new Map(ids.map((id) => [id, new Map<Sku, SellableRules>()]));
	for (const { path, channel, sku, rules } of rows) {
		const ofChannel = byChannel.get(channel);
		if (ofChannel?.has(sku) === true)
			throw new UnreadableError(`${path}.SKU`, 'in the list once for a channel: remove one of the two rows');
		ofChannel?.set(sku, rules);
	}
	return (channel) => new Map([...(byChannel.get(ANY) ?? []), ...(byChannel.get(channel) ?? [])]);
}

function readSku(value: unknown, path: string): Sku {
	const sku = toSku(readNonEmptyText(value, path));
	if (sku === null) throw new UnreadableError(path, 'a SKU');
	return sku;
}

function readRules(fields: Fields, path: string): SellableRules {
	const whole = (name: string, usual: number) => {
		const value = readOptional(fields[name], `${path}.${name}`, readWholeNumber) ?? usual;
		if (value < 0) throw new UnreadableError(`${path}.${name}`, 'a whole number from 0 on');
		return value;
	};
	const percent = whole('percent', NO_RULES.percent);
	if (percent > 100)
		throw new UnreadableError(`${path}.percent`, 'a percentage of at most 100: the same unit cannot be sold twice');
	const maximum = whole('maximum', 0);
	return { buffer: whole('buffer', 0), percent, minimum: whole('minimum', 0), maximum: maximum === 0 ? null : maximum };
}
