import { requestId } from '../../model/orderIdentity';
import { draftCustomer, type TargetCustomer } from '../draft/customerDraft';
import { writeOnce, type WriteAnswered } from './writeOnce';
import { FAULT, faultOf, toRefusalText } from '../../quickbooks/faults';
import { nameBeforeInactive, nameWhenInactive } from '../../quickbooks/items';
import { ACTIVE_OR_NOT, allOf, inLists, readRows } from '../../quickbooks/queryLanguage';
import type { Fault, QuickBooksClient, WriteAnswer } from '../../quickbooks/quickBooksClient';
import { readFields, readNonEmptyText, readOptional, readOptionalText, type Fields } from '../../reading/readUnknown';

/** The id of a customer, or why there is none. */
type FoundCustomer =
	| {
			readonly id: string;
			readonly trouble: null;
			/** What a person should know of the choice; null where there is nothing to say. */
			readonly caution: string | null;
	  }
	| { readonly id: null; readonly trouble: string };

interface KnownCustomer {
	readonly id: string;
	readonly name: string;
	readonly email: string | null;
	readonly currency: string | null;
	readonly active: boolean;
}

/**
 * Finds customers and creates the missing ones. Keyed by the targets' keys; equal keys make one customer.
 *
 * 1. Buyers are looked up by e-mail, all at once.
 * 2. The others are looked up by either of their names.
 * 3. The missing ones are created one at a time, since QuickBooks locks its lists. One that is inactive stays so: it may have been merged, which nobody
 *    can undo. A channel's goes on with the one that it was merged into; otherwise a new one is made, and that is said.
 */
export async function findOrCreateCustomers(
	client: QuickBooksClient,
	targets: readonly TargetCustomer[],
	survivorOf: SurvivorOf,
): Promise<ReadonlyMap<string, FoundCustomer>> {
	const unique = [...new Map(targets.map((target) => [target.key, target])).values()];
	const emails = unique.flatMap(({ email }) => email ?? []);
	const byEmail = await readCustomers(client, inLists('PrimaryEmailAddr', emails));
	const unseen = unique.filter((target) => byEmail.every((known) => !isBuyer(target, known)));
	const names = unseen.flatMap(({ name, otherName }) =>
		[name, otherName].flatMap((one) => [one, nameWhenInactive(one)]),
	);
	const byName = await readCustomers(client, inLists('DisplayName', names));
	const answers = new Map<string, FoundCustomer>();
	for (const target of unique) {
		const known = byEmail.find((one) => isBuyer(target, one)) ?? byName.find((one) => isNamesake(target, one));
		answers.set(
			target.key,
			known === undefined ? await createBeside(client, target, { byEmail, byName, survivorOf }) : found(known.id),
		);
	}
	return answers;
}

function found(id: string, caution: string | null = null): FoundCustomer {
	return { id, trouble: null, caution };
}

interface KnownCustomers {
	readonly byEmail: readonly KnownCustomer[];
	readonly byName: readonly KnownCustomer[];
	readonly survivorOf: SurvivorOf;
}

/** The customer that a target's inactive one was merged into; null where none is known. */
type SurvivorOf = (target: TargetCustomer, inactiveId: string) => Promise<string | null>;

/** Creates a customer, and says so where there is an inactive one that would have been him. */
async function createBeside(
	client: QuickBooksClient,
	target: TargetCustomer,
	{ byEmail, byName, survivorOf }: KnownCustomers,
): Promise<FoundCustomer> {
	const before = [...byEmail, ...byName].filter((one) => !one.active && isMeant(target, one));
	const inactive = before.at(-1);
	if (inactive !== undefined) {
		const survivor = await findUsable(client, target, await survivorOf(target, inactive.id));
		if (survivor !== null) return found(survivor.id);
	}
	const isTaken = byName.some((one) => sameName(one.name, target.name));
	const created = await createCustomer(client, target, { isTaken, generation: before.length + 1 });
	if (inactive === undefined || created.id === null) return created;
	const name = nameBeforeInactive(inactive.name);
	return found(
		created.id,
		`The customer "${name}" (id ${inactive.id}) is inactive in QuickBooks, so a new one was made: make the first active again and merge both if they are to be one.`,
	);
}

async function findUsable(
	client: QuickBooksClient,
	target: TargetCustomer,
	id: string | null,
): Promise<KnownCustomer | null> {
	const found = id === null ? [] : await readCustomers(client, inLists('Id', [id]));
	return found.find((known) => isUsable(target, known)) ?? null;
}

/** True where the customer with this id is the one that is meant. */
export async function isCustomer(client: QuickBooksClient, target: TargetCustomer, id: string): Promise<boolean> {
	const lists = inLists('Id', [id]).map((list) => allOf(list, ACTIVE_OR_NOT));
	return (await readCustomers(client, lists)).some((known) => isMeant(target, known));
}

/**
 * Creates a customer, once:
 *
 * 1. It is sent under its name, unless somebody is known to have that.
 * 2. Where the name is taken, or the request was done before, the names are looked up: another run may have made this very customer.
 * 3. A name that belongs to somebody else gives way to the other one, which is sent in the same way.
 */
async function createCustomer(
	client: QuickBooksClient,
	target: TargetCustomer,
	{ isTaken, generation }: Pick<NamedAs, 'isTaken' | 'generation'>,
): Promise<FoundCustomer> {
	for (const name of [target.name, target.otherName]) {
		const named = { name, isTaken: isTaken && name === target.name, generation };
		const created = await writeCustomer(client, target, named);
		if (created !== null) return created;
	}
	return {
		id: null,
		trouble: `The names "${target.name}" and "${target.otherName}" both belong to somebody else in QuickBooks (a customer, vendor or employee)`,
	};
}

interface NamedAs {
	readonly name: string;
	/** True where somebody is known to have the name. */
	readonly isTaken: boolean;
	/** One more than there are inactive ones: a requestid would bring back the answer that one of them got. */
	readonly generation: number;
}

/** Null where the name belongs to somebody else. */
async function writeCustomer(
	client: QuickBooksClient,
	target: TargetCustomer,
	named: NamedAs,
): Promise<FoundCustomer | null> {
	const results = await writeOnce<NamedAs, WriteAnswer | null, KnownCustomer, FoundCustomer | null>([named], {
		toCalls: (open) => open.map((one) => [one]),
		send: async () => [named.isTaken ? null : await sendCustomer(client, target, named)],
		read: ({ name }, answer) => (answer === undefined ? undefined : readAnswer(name, answer)),
		find: async () => {
			return await readCustomers(client, inLists('DisplayName', [target.name, target.otherName]));
		},
		isSame: (_, known) => isNamesake(target, known),
		toResult: (_, { id }) => found(id),
		toRefusal: ({ name }, failure) => notCreated(name, faultOf(failure)),
	});
	return results.get(named) ?? null;
}

const TAKEN: WriteAnswered<null> = { result: null, certainty: 'doubtful' };

async function sendCustomer(
	client: QuickBooksClient,
	target: TargetCustomer,
	{ name, generation }: NamedAs,
): Promise<WriteAnswer> {
	const body = draftCustomer(target, name);
	return await client.write('Customer', body, requestId(client.realmId, name, 'customer', generation, body));
}

/** Null stands for a request that was spared, since the name is known to be taken. */
function readAnswer(name: string, answer: WriteAnswer | null): WriteAnswered<FoundCustomer | null> {
	if (answer === null) return TAKEN;
	const { row, fault } = answer;
	if (fault === null) return { result: found(readCustomer(row, 'Customer').id), certainty: 'final' };
	if (fault.code === FAULT.nameTaken || fault.code === FAULT.doneBefore) return TAKEN;
	return { result: notCreated(name, fault), certainty: 'final' };
}

function notCreated(name: string, fault: Fault): FoundCustomer {
	return { id: null, trouble: `The customer "${name}" could not be made. ${toRefusalText(fault)}` };
}

function isBuyer(target: TargetCustomer, known: KnownCustomer): boolean {
	return hasEmailOf(target, known) && isUsable(target, known);
}

function hasEmailOf({ email }: TargetCustomer, known: KnownCustomer): boolean {
	return email !== null && known.email?.toLowerCase() === email.toLowerCase();
}

/** True for a customer that would be the target's if he were active. */
function isMeant(target: TargetCustomer, known: KnownCustomer): boolean {
	const before = { ...known, name: nameBeforeInactive(known.name), active: true };
	return isBuyer(target, before) || isNamesake(target, before);
}

/**
 * A customer of the same name is the buyer unless another e-mail says that it is somebody else. The other name is ours and says
 * who it is at the channel, so it is the buyer whatever e-mail he uses by now.
 */
function isNamesake(target: TargetCustomer, known: KnownCustomer): boolean {
	const isSomebodyElse =
		target.email !== null && known.email !== null && known.email.toLowerCase() !== target.email.toLowerCase();
	const isNamed = sameName(known.name, target.otherName) || (sameName(known.name, target.name) && !isSomebodyElse);
	return isNamed && isUsable(target, known);
}

function isUsable(target: TargetCustomer, known: KnownCustomer): boolean {
	return known.active && (target.currency === null || known.currency === null || known.currency === target.currency);
}

function sameName(one: string, other: string): boolean {
	return one.toLowerCase() === other.toLowerCase();
}

async function readCustomers(client: QuickBooksClient, conditions: readonly string[]): Promise<KnownCustomer[]> {
	const activeOrNot = conditions.map((condition) => allOf(condition, ACTIVE_OR_NOT));
	return (await readRows(client, 'Customer', activeOrNot)).map((row, place) => readCustomer(row, `Customer[${place}]`));
}

function readCustomer(row: Fields, path: string): KnownCustomer {
	const email = readOptional(row.PrimaryEmailAddr, `${path}.PrimaryEmailAddr`, readFields);
	const currency = readOptional(row.CurrencyRef, `${path}.CurrencyRef`, readFields);
	return {
		id: readNonEmptyText(row.Id, `${path}.Id`),
		name: readNonEmptyText(row.DisplayName, `${path}.DisplayName`),
		email: readOptionalText(email?.Address, `${path}.PrimaryEmailAddr.Address`),
		currency: readOptionalText(currency?.value, `${path}.CurrencyRef.value`),
		active: row.Active !== false,
	};
}
