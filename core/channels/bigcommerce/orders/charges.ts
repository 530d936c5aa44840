import type { TaxedFee } from './feeTaxes';
import { ratesOf, type TaxRow } from './taxes';
import { readMoney, type Money } from '../../../model/money';
import type { Charge } from '../../../model/salesOrder';
import {
	readFields,
	readList,
	readNonEmptyText,
	readOptional,
	readOptionalText,
	type Fields,
} from '../../../reading/readUnknown';

const PATH = 'bigcommerce order';

interface ChargeContext {
	readonly currency: string;
	readonly taxRows: readonly TaxRow[];
	/** The name of a tax that no row explains. */
	readonly unnamed: string;
}

/** The fields of a charge in an order, and its name in a SalesOrder. */
interface ChargePlace {
	readonly path: string;
	/** Its amounts are `<prefix>_ex_tax` and `<prefix>_tax`. */
	readonly prefix: string;
	/** The name of the charge in /taxes. */
	readonly kind: string;
	readonly chargeId: string;
	readonly name: string;
}

const SHIPPING: ChargePlace = {
	path: PATH,
	prefix: 'shipping_cost',
	kind: 'shipping',
	chargeId: 'shipping',
	name: 'Shipping',
};

const HANDLING: ChargePlace = {
	path: PATH,
	prefix: 'handling_cost',
	kind: 'handling',
	chargeId: 'handling',
	name: 'Handling',
};

const WRAPPING: ChargePlace = {
	path: PATH,
	prefix: 'wrapping_cost',
	kind: 'gift-wrapping',
	chargeId: 'wrapping',
	name: 'Gift wrapping',
};

/** Reads shipping over all consignments, and every fee. A charge of nothing is left out. */
export function readCharges(order: Fields, context: ChargeContext): { shipping: Charge[]; fees: Charge[] } {
	return {
		shipping: readCharge(order, SHIPPING, context),
		fees: [
			...readCharge(order, HANDLING, context),
			...readCharge(order, WRAPPING, context),
			...readCustomFees(order).flatMap(({ fee, place }) => readCharge(fee, place, context)),
		],
	};
}

/** Reads net and tax of the order's own fees. */
export function readFeeAmounts(order: Fields, currency: string): TaxedFee[] {
	return readCustomFees(order).map(({ fee, feeId, place }) => ({
		feeId,
		...readNetAndTax(fee, place, currency),
	}));
}

/** Without `include=fees` the fees are a link instead of a list. */
function readCustomFees({ fees }: Fields): Array<{ fee: Fields; feeId: string; place: ChargePlace }> {
	const list = Array.isArray(fees) ? readList(fees, `${PATH}.fees`, readFields) : [];
	return list.map((fee, number) => customFee(fee, number));
}

function customFee(fee: Fields, number: number): { fee: Fields; feeId: string; place: ChargePlace } {
	const path = `${PATH}.fees[${number}]`;
	const feeId = readNonEmptyText(fee.id, `${path}.id`);
	const name = readOptionalText(fee.display_name_customer, `${path}.display_name_customer`) ?? 'Fee';
	return { fee, feeId, place: { path, prefix: 'cost', kind: 'fee', chargeId: feeChargeId(feeId), name } };
}

/** Fees and lines are counted apart: a fee may have the id of a line. */
export function feeChargeId(feeId: string): string {
	return `fee ${feeId}`;
}

function readCharge(fields: Fields, place: ChargePlace, { currency, taxRows, unnamed }: ChargeContext): Charge[] {
	const { kind, chargeId, name } = place;
	const { net, tax } = readNetAndTax(fields, place, currency);
	if (net === 0 && tax === 0) return [];
	const own = taxRows.filter(
		(row) => row.kind === kind && (kind !== 'fee' || row.lineId === null || feeChargeId(row.lineId) === chargeId),
	);
	return [{ chargeId, name, net, tax, taxRates: ratesOf(own, tax, unnamed) }];
}

function readNetAndTax(fields: Fields, { path, prefix }: ChargePlace, currency: string): { net: Money; tax: Money } {
	const money = (key: string) =>
		readOptional(fields[key], `${path}.${key}`, (value, at) => readMoney(value, currency, at)) ?? 0;
	return { net: money(`${prefix}_ex_tax`), tax: money(`${prefix}_tax`) };
}
