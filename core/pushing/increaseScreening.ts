import type { HeldLevel } from '../availability/heldLevel';
import { increaseObjection, type IncreaseRules, type Objection } from './increaseRules';
import { listingOutcome } from './pushOutcome';
import type { PushChange, Screened } from './pushPlan';

/** Passes every decrease, and of the increases those of which all open orders are known (rules.md A1). */
export function withOpenOrdersKnown(
	changes: readonly PushChange[],
	rules: IncreaseRules & { readonly onlyDecrease: boolean },
): Screened {
	const objectionTo = rules.onlyDecrease
		? () => ({ reason: 'Not raised: this node only lowers (Only Lower)', retry: false })
		: (level: HeldLevel) => increaseObjection(level, rules);
	const firstOf = firstObjection(objectionTo);
	return screened(changes, (step) => (step.kind === 'increase' ? firstOf(step) : null));
}

/** A number passes when every level that it rests on does. Each level is judged once, however many variations show it. */
export function firstObjection(
	objectionTo: (level: HeldLevel) => Objection | null,
): (step: PushChange) => Objection | null {
	const judged = new Map<HeldLevel, Objection | null>();
	const judge = (level: HeldLevel) => {
		if (!judged.has(level)) judged.set(level, objectionTo(level));
		return judged.get(level) ?? null;
	};
	return ({ restsOn }) => {
		const at = restsOn.find((level) => judge(level) !== null);
		const objection = at === undefined ? null : judge(at);
		return at === undefined || objection === null || restsOn.length === 1
			? objection
			: { ...objection, reason: `${objection.reason} (${at.sku}, a part of the shared stock)` };
	};
}

/** Blocks the changes that somebody objects to. */
export function screened(
	changes: readonly PushChange[],
	objectionTo: (change: PushChange) => Objection | null,
): Screened {
	const judged = changes.map((step) => ({ step, objection: objectionTo(step) }));
	return {
		passed: judged.flatMap(({ step, objection }) => (objection === null ? [step] : [])),
		blocked: new Map(
			judged.flatMap(({ step, objection }) =>
				objection === null ? [] : [[step, listingOutcome(step, step.change.listing, 'heldBack', objection)] as const],
			),
		),
	};
}
