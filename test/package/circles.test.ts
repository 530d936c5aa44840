import { describe, expect, test } from '@jest/globals';
import { importsOf, sourceFiles } from '../support/sourceFiles';

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Who imports whom, types included, with each file seen as what `named` calls it; null leaves it out. */
function importGraph(named: (path: string) => string | null): Graph {
	const graph = new Map<string, Set<string>>();
	for (const file of sourceFiles(['core', 'nodes', 'credentials'], ['.ts'])) {
		const from = named(file.path);
		if (from === null) continue;
		const targets = graph.get(from) ?? new Set();
		graph.set(from, targets);
		for (const imported of importsOf(file)) {
			const to = named(`${imported}.ts`);
			if (to !== null && to !== from) targets.add(to);
		}
	}
	return graph;
}

/** A way that ends where it begins, or null. Depth first: what was left without a circle is not walked again. */
function circleIn(graph: Graph): string[] | null {
	const left = new Set<string>();
	const walk = (name: string, way: readonly string[]): string[] | null => {
		if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
		if (left.has(name)) return null;
		for (const next of graph.get(name) ?? []) {
			const circle = walk(next, [...way, name]);
			if (circle !== null) return circle;
		}
		left.add(name);
		return null;
	};
	for (const name of graph.keys()) {
		const circle = walk(name, []);
		if (circle !== null) return circle;
	}
	return null;
}

/** The room of core that a file stands in; a channel's own folders are rooms of that channel. */
function capabilityOf(path: string): string | null {
	const [floor, room] = path.split('/');
	return floor === 'core' && room !== undefined ? room : null;
}

/** The folder of a channel or of the bridge that a file stands in. */
function folderOf(path: string): string | null {
	return /^(core\/channels\/\w+\/\w+|nodes\/bridge\/\w+)\/\w+\.ts$/.exec(path)?.[1] ?? null;
}

describe('no circles', () => {
	test('between files', () => {
		expect(
			circleIn(importGraph((path) => (path.startsWith('node') || path.startsWith('core') ? path : null))),
		).toBeNull();
	});

	test('between capabilities', () => {
		expect(circleIn(importGraph(capabilityOf))).toBeNull();
	});

	test('between the folders of a channel, and of the bridge', () => {
		expect(circleIn(importGraph(folderOf))).toBeNull();
	});
});

describe('this test', () => {
	const graph = (edges: Record<string, string[]>): Graph =>
		new Map(Object.entries(edges).map(([from, to]) => [from, new Set(to)]));

	test('names the way of a circle', () => {
		expect(circleIn(graph({ a: ['b'], b: ['c', 'd'], c: [], d: ['b'] }))).toEqual(['b', 'd', 'b']);
	});

	test('takes two ways to one place for no circle', () => {
		expect(circleIn(graph({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }))).toBeNull();
	});

	test('sees the rooms that there are', () => {
		expect([...importGraph(capabilityOf).keys()]).toEqual(expect.arrayContaining(['posting', 'pushing', 'channels']));
		expect([...importGraph(folderOf).keys()]).toEqual(
			expect.arrayContaining(['core/channels/ebay/orders', 'nodes/bridge/http']),
		);
	});
});
