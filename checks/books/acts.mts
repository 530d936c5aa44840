/**
 * What people and shops do beyond selling, paying, refunding and cancelling. Each kind has a random stream of its own, so a
 * check without one draws the rest as before; `--without` and `--with` say which take part.
 */
export const ACTS = [
	'bookNumbers',
	'memos',
	'merges',
	'bookLines',
	'inactive',
	'deleted',
	'renumber',
	'repeat',
	'phases',
	'refundGone',
	'taxOnly',
	'tender',
	'toCredit',
	'sellingFees',
	'foreign',
	'threeDecimals',
	'longLives',
	'manyLines',
	'choices',
] as const;
export type Act = (typeof ACTS)[number];
export type Acts = ReadonlySet<Act>;

/** What the product does not survive yet, so that it takes part only when it is asked for. */
const ASKED_FOR: readonly Act[] = [];

/** @throws Error that names a kind that is none. */
export function actsOf({
	with: more = [],
	without = [],
}: {
	with?: readonly string[];
	without?: readonly string[];
}): Acts {
	const unknown = [...more, ...without].find((name) => name !== 'all' && !isAct(name));
	if (unknown !== undefined) throw new Error(`"${unknown}" is no kind of act; there are ${ACTS.join(', ')}, and all`);
	const usual = (act: Act): boolean => !without.includes('all') && !ASKED_FOR.includes(act);
	return new Set(
		ACTS.filter((act) => more.includes(act) || (!without.includes(act) && (more.includes('all') || usual(act)))),
	);
}

function isAct(name: string): name is Act {
	return ACTS.some((act) => act === name);
}

/** The arguments that ask for exactly these acts; the shorter of two ways. */
export function argumentsFor(acts: Acts): string[] {
	const usual = actsOf({});
	const more = ACTS.filter((act) => acts.has(act) && !usual.has(act));
	const less = ACTS.filter((act) => !acts.has(act) && usual.has(act));
	const option = (name: string, list: readonly string[]): string[] =>
		list.length === 0 ? [] : [`--${name} ${list.join(',')}`];
	return acts.size < less.length
		? [...option('without', ['all']), ...option('with', [...acts])]
		: [...option('without', less), ...option('with', more)];
}
