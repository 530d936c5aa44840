import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ChannelPercentages } from '../../core/pushing/percentages';
import type { RulesFor } from '../../core/availability/sellable';
import { NO_RULES, type SellableRules } from '../../core/model/sellableRules';
import { toSku, type Sku } from '../../core/model/sku';
import {
	readFields,
	readList,
	readNonEmptyText,
	readOptional,
	readWholeNumber,
	UnreadableError,
	type Fields,
} from '../../core/reading/readUnknown';

/** What the channel may show of what is available: rules for all SKUs, and others for single ones. */
export function sellableFields(): INodeProperties[] {
	return [
		{
			displayName: 'Rules',
			name: 'rules',
			type: 'collection',
			placeholder: 'Add rule',
			default: {},
			description:
				'What the channel may show of what is available. They apply in this order: buffer, percentage, minimum, maximum; none ever raises a level.',
			options: ruleFields(),
		},
		{
			displayName: 'Rules by SKU',
			name: 'rulesBySku',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add SKU',
			default: {},
			description: 'Take the place of the rules above for single SKUs',
			options: [
				{
					displayName: 'SKU',
					name: 'values',
					values: [
						{ displayName: 'SKU', name: 'sku', type: 'string', default: '', description: 'As it stands in QuickBooks' },
						...ruleFields(),
					],
				},
			],
		},
	];
}

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

/** The rules of a channel as they stand in the form. */
interface RuleTable {
	readonly general: SellableRules;
	/** In the place of the general ones. */
	readonly bySku: ReadonlyMap<Sku, SellableRules>;
}

export function readRuleTable(context: IExecuteFunctions): RuleTable {
	const general = readRules(readFields(context.getNodeParameter('rules', 0, {}), 'Rules'), 'Rules');
	const rows = readList(context.getNodeParameter('rulesBySku.values', 0, []), 'Rules by SKU', (raw, path) => {
		const fields = readFields(raw, path);
		return { path, sku: readSku(fields.sku, `${path}.SKU`), rules: readRules(fields, path) };
	});
	const bySku = new Map<Sku, SellableRules>();
	for (const { path, sku, rules } of rows) {
		if (bySku.has(sku)) throw new UnreadableError(`${path}.SKU`, 'in the list once: remove one of the two rows');
		bySku.set(sku, rules);
	}
	return { general, bySku };
}

export function rulesIn({ general, bySku }: RuleTable): RulesFor {
	return (sku) => (sku === null ? general : (bySku.get(sku) ?? general));
}

/** What share of its units the channel shows, for all SKUs and for those that have rules of their own. */
export function percentagesIn({ general, bySku }: RuleTable): Pick<ChannelPercentages, 'percent' | 'bySku'> {
	return { percent: general.percent, bySku: new Map([...bySku].map(([sku, { percent }]) => [sku, percent])) };
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
