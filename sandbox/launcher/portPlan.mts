import { Problem } from './bootstrap/problem.mjs';

/** What has a sandbox of its own, and how far above the base its block of a hundred ports begins. */
const offsets = {
	start: 0,
	contract: 100,
	check: 200,
	e2e: 300,
	faults: 400,
	'e2e-2': 500,
	editor: 600,
} as const;

export type SandboxUse = keyof typeof offsets;

export const sandboxUses = Object.keys(offsets) as SandboxUse[];

const usualBase = 4100;
/** Leave room for one block, and for all of them. */
const highestBlock = 65_400;
const highestBase = highestBlock - Math.max(...Object.values(offsets));

/** The first port of a use: checkouts with different QBO_SYNC_PORT_BASE run side by side. Throws Problem. */
export function portBaseOf(use: SandboxUse, environment: NodeJS.ProcessEnv): number {
	const { QBO_SYNC_PORT_BASE: asked } = environment;
	return (asked === undefined ? usualBase : readPortBase(asked, highestBase)) + offsets[use];
}

/** @throws Problem for what is no number, or leaves no room for the ports above it. */
export function readPortBase(text: string, highest = highestBlock): number {
	const base = Number(text);
	if (Number.isInteger(base) && base >= 1024 && base <= highest) return base;
	throw new Problem(
		`The port base must be a whole number from 1024 to ${highest}, not "${text}" (--port-base or QBO_SYNC_PORT_BASE).`,
	);
}
