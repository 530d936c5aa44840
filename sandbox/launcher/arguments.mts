import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dotFolder, root } from './bootstrap/folders.mjs';
import { Problem } from './bootstrap/problem.mjs';
import { readMix, type CatalogueSize } from '../catalogue/generated.mts';
import { portBaseOf, readPortBase, sandboxUses, type SandboxUse } from './portPlan.mts';

/** What was asked on the command line, with its defaults filled in. */
export interface Wish {
	readonly mode: 'sandbox' | 'services' | 'check';
	/** Begin with empty data. */
	readonly fresh: boolean;
	readonly portBase: number;
	readonly dataFolder: string;
	/** Every trigger of the templates polls six times a minute, so that tests wait less. */
	readonly fastPolls: boolean;
	/** The credentials are there and no workflow, as with somebody who has just installed the package. */
	readonly bare: boolean;
	/** Articles beside those of the catalogue; data that is there keeps its own. */
	readonly size: CatalogueSize;
}

/** @throws Problem for an unknown flag or a port base that leaves no room for the ports above it. */
export function readWish(args: readonly string[], environment: NodeJS.ProcessEnv): Wish {
	const { values } = parse(args);
	const mode = values.check === true ? 'check' : values['services-only'] === true ? 'services' : 'sandbox';
	const use = readUse(values.use ?? (mode === 'check' ? 'check' : 'start'));
	return {
		mode,
		fresh: values.fresh === true || mode === 'check',
		portBase: values['port-base'] === undefined ? portBaseOf(use, environment) : readPortBase(values['port-base']),
		dataFolder:
			values['data-folder'] === undefined
				? join(dotFolder, use === 'start' ? 'data' : use)
				: join(root, values['data-folder']),
		fastPolls: values['fast-polls'] === true,
		bare: values.bare === true,
		size: readSize(values.articles ?? '0', values.mix ?? 'simple'),
	};
}

/** Each use has data and ports of its own, so that a running `npm start` is not disturbed. */
function readUse(text: string): SandboxUse {
	const use = sandboxUses.find((name) => name === text);
	if (use !== undefined) return use;
	throw new Problem(`There is no use "${text}". Known are ${sandboxUses.join(', ')}.`);
}

function readSize(count: string, mix: string): CatalogueSize {
	const articles = Number(count);
	const known = readMix(mix);
	if (known === null || !Number.isSafeInteger(articles) || articles < 0)
		throw new Problem(
			`There is no catalogue of ${count} articles, ${mix}: --articles is a whole number, --mix simple or mixed.`,
		);
	return { articles, mix: known };
}

function parse(args: readonly string[]) {
	try {
		return parseArgs({
			args: [...args],
			options: {
				fresh: { type: 'boolean' },
				check: { type: 'boolean' },
				'services-only': { type: 'boolean' },
				'port-base': { type: 'string' },
				'data-folder': { type: 'string' },
				use: { type: 'string' },
				'fast-polls': { type: 'boolean' },
				bare: { type: 'boolean' },
				articles: { type: 'string' },
				mix: { type: 'string' },
			},
		});
	} catch (error) {
		throw new Problem(
			`${(error as Error).message}. Known are --fresh, --check, --services-only, --port-base N, --articles N, --mix simple|mixed.`,
		);
	}
}
