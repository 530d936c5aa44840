import type { Company, DocumentName } from './company.mts';
import { listAt, numberAt, textAt, type Json, type Row } from './json.mts';
import { cents, fromCents } from './money.mts';
import { badReference, businessRule, missing } from './ruleFault.mts';

/** What a payment settles, cents. */
export interface Link {
	readonly name: 'Invoice' | 'CreditMemo';
	readonly id: string;
	readonly amount: bigint;
}

/** The links of a payment, one a line. Throws 2020 on a line that settles nothing. */
export function linksOf(payment: Json): readonly Link[] {
	return listAt(payment, 'Line').map((line) => {
		const [link, ...more] = listAt(line, 'LinkedTxn');
		const [name, amount] = [textAt(link, 'TxnType'), numberAt(line, 'Amount')];
		if ((name !== 'Invoice' && name !== 'CreditMemo') || more.length > 0) throw missing('Line.LinkedTxn');
		if (amount === null) throw missing('Line.Amount');
		if (amount < 0) throw businessRule('The amount that is applied can not be negative.');
		return { name, id: textAt(link, 'TxnId') ?? '', amount: cents(amount) };
	});
}

/** As the line of a payment. */
export function linkLine({ name, id, amount }: Link): Json {
	return { Amount: fromCents(amount), LinkedTxn: [{ TxnId: id, TxnType: name }] };
}

/** What is left of the money; credits are spent together with it. Throws where more is settled than there is. */
export function unapplied(total: bigint, links: readonly Link[]): bigint {
	const rest = links.reduce((left, { name, amount }) => (name === 'CreditMemo' ? left + amount : left - amount), total);
	if (rest < 0n) throw businessRule('The amounts that are applied are more than the payment.');
	return rest;
}

/** Throws where a payment settles another customer's document, or more than is open; `before` is the payment as it was. */
export function checkLinks(company: Company, links: readonly Link[], customer: Row, before: Row | null): void {
	const earlier = before === null ? [] : linksOf(before);
	for (const { name, id } of links) {
		const row = company.tables[name].get(id);
		if (row === undefined) throw badReference(name, id);
		if (textAt(row, 'CustomerRef', 'value') !== customer.Id)
			throw businessRule('The payment and what it settles belong to different customers.');
		const open = cents(numberAt(row, 'Balance') ?? 0) + amountFor(earlier, name, id);
		if (amountFor(links, name, id) > open) throw businessRule('The amount that is applied is more than what is open.');
	}
}

function amountFor(links: readonly Link[], name: DocumentName, id: string): bigint {
	return links.filter((link) => link.name === name && link.id === id).reduce((sum, link) => sum + link.amount, 0n);
}

/** Spreads an amount over documents, the oldest first. */
export function spread(amount: bigint, name: Link['name'], rows: readonly Row[]): readonly Link[] {
	let left = amount;
	return rows.flatMap((row) => {
		const open = cents(numberAt(row, 'Balance') ?? 0);
		const part = open < left ? open : left;
		left -= part;
		return part > 0n ? [{ name, id: row.Id, amount: part }] : [];
	});
}

/** The customer's documents with something open, the oldest first. */
export function openOnes(company: Company, name: Link['name'], customer: string): readonly Row[] {
	const own = [...company.tables[name].values()].filter(
		(row) => textAt(row, 'CustomerRef', 'value') === customer && (numberAt(row, 'Balance') ?? 0) > 0,
	);
	return own.toSorted(
		(one, other) => String(one['TxnDate']).localeCompare(String(other['TxnDate'])) || Number(one.Id) - Number(other.Id),
	);
}

/** The links of a payment when one document is taken out: no more of the credits is spent than the rest needs. */
export function withoutLink(payment: Json, name: DocumentName, id: string): readonly Link[] {
	const links = linksOf(payment).filter((link) => link.name !== name || link.id !== id);
	const charges = links.filter((link) => link.name === 'Invoice');
	let needed = charges.reduce((sum, { amount }) => sum + amount, 0n) - cents(numberAt(payment, 'TotalAmt') ?? 0);
	const credits = links
		.filter((link) => link.name === 'CreditMemo')
		.map((link) => {
			const amount = link.amount < needed ? link.amount : needed;
			needed -= amount;
			return { ...link, amount };
		});
	return [...charges, ...credits.filter(({ amount }) => amount > 0n)];
}
