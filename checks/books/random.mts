import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A generator whose draws are the same for the same seed. */
export interface Random {
	/** Both ends included. */
	integer(from: number, to: number): number;
	happens(percent: number): boolean;
	oneOf<T>(list: readonly T[]): T;
	/** One of the names, each as often as its weight says. */
	weighted<T extends string>(weights: Readonly<Partial<Record<T, number>>>): T;
	shuffled<T>(list: readonly T[]): T[];
	/**
	 * A generator of its own for a part, so that one draw more or less here changes nothing there. The part's name belongs to
	 * the seed: another name is another generator, so old names stay and recorded seeds draw what they drew.
	 */
	fork(part: string): Random;
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

export function randomFrom(seed: string): Random {
	const generator = xoroshiro128plus(hashOf(seed));
	const integer = (from: number, to: number): number => uniformInt(generator, from, to);
	const oneOf = <T,>(list: readonly T[]): T => {
		if (list.length === 0) throw new Error(`Nothing to choose from in ${seed}`);
		return list[integer(0, list.length - 1)] as T;
	};
	return {
		integer,
		oneOf,
		happens: (percent) => integer(1, 1000) <= percent * 10,
		weighted: <T extends string>(weights: Readonly<Partial<Record<T, number>>>): T => {
			const entries = Object.entries(weights) as [T, number][];
			let left = integer(
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
			return list.map(() => rest.splice(integer(0, rest.length - 1), 1)[0] as T);
		},
		fork: (part) => randomFrom(`${seed}/${part}`),
	};
}
