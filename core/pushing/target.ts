import { availableOn } from '../availability/available';
import { sellable } from '../availability/sellable';
import type { SellableRules } from '../model/sellableRules';
import type { Listing } from '../model/listing';
import type { HeldLevel } from '../availability/heldLevel';

/** A level with what the channel should show of it. */
export interface Target {
	readonly level: HeldLevel;
	/** Whole units, 0 or more. */
	readonly units: number;
	/** How it comes to that, in words. */
	readonly arithmetic: string;
}

/** What is on hand without what is sold and not posted yet, by the channel's rules (rules.md E6). */
export function targetOf(level: HeldLevel, channel: string, rules: SellableRules): Target {
	const available = availableOn(channel, level);
	const { units, steps } = sellable(available.units, rules);
	const ruled = steps.length === 0 ? '' : `, ${steps.join(', ')}`;
	return { level, units, arithmetic: `${available.arithmetic}${ruled} = ${units} to show` };
}

/** What a channel that sells in lots can show of it: the units of all whole lots. */
export function inWholeLots(target: Target, { unitsPerLot = 1 }: Listing): Target {
	const units = Math.floor(target.units / unitsPerLot) * unitsPerLot;
	return unitsPerLot === 1
		? target
		: { ...target, units, arithmetic: `${target.arithmetic}, in whole lots of ${unitsPerLot} = ${units}` };
}
