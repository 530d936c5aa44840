import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws that are the same for the same seed. */
export interface Chance {
	/** Both ends included. */
	whole(from: number, to: number): number;
	happens(percent: number): boolean;
	oneOf<T>(list: readonly T[]): T;
	/** One of the names, each as often as its weight says. */
	weighted<T extends string>(weights: Readonly<Partial<Record<T, number>>>): T;
	shuffled<T>(list: readonly T[]): T[];
	/** Draws of its own for a part, so that one draw more or less here changes nothing there. */
	for(part: string): Chance;
}

/** FNV-1a over the seed and the path of parts. */
function hashOf(text: string): number {
	return (
		Array.from(text).reduce(
			(hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619),
			2_166_136_261,
		) | 0
	);
}

export function chanceOf(seed: string): Chance {
	const generator = xoroshiro128plus(hashOf(seed));
	const whole = (from: number, to: number): number => uniformInt(generator, from, to);
	const oneOf = <T,>(list: readonly T[]): T => {
		if (list.length === 0) throw new Error(`Nothing to choose from in ${seed}`);
		return list[whole(0, list.length - 1)] as T;
	};
	return {
		whole,
		oneOf,
		happens: (percent) => whole(1, 1000) <= percent * 10,
		weighted: <T extends string>(weights: Readonly<Partial<Record<T, number>>>): T => {
			const entries = Object.entries(weights) as [T, number][];
			let left = whole(
				1,
				entries.reduce((sum, [, weight]) => sum + weight, 0),
			);
			for (const [name, weight] of entries) {
				left -= weight;
				if (left <= 0) return name;
			}
			throw new Error(`No weights in ${seed}`);
		},
		shuffled: <T,>(list: readonly T[]): T[] => {
			const rest = [...list];
			return list.map(() => rest.splice(whole(0, rest.length - 1), 1)[0] as T);
		},
		for: (part) => chanceOf(`${seed}/${part}`),
	};
}
