import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dotFolder, root } from './bootstrap/folders.mjs';
import { Problem } from './bootstrap/problem.mjs';

/** What was asked on the command line, with its defaults filled in. */
export interface Wish {
	readonly mode: 'sandbox' | 'services' | 'check';
	/** Begin with empty data. */
	readonly fresh: boolean;
	readonly portBase: number;
	readonly dataFolder: string;
}

/** The check has data and ports of its own, so that a running `npm start` is not disturbed. */
const checkPortBase = 4300;
const usualPortBase = 4100;

/** @throws Problem for an unknown flag or a port base that leaves no room for the ports above it. */
export function readWish(args: readonly string[], environment: NodeJS.ProcessEnv): Wish {
	const { values } = parse(args);
	const mode = values.check === true ? 'check' : values['services-only'] === true ? 'services' : 'sandbox';
	const isCheck = mode === 'check';
	const asked = values['port-base'] ?? environment.QBO_SYNC_PORT_BASE;
	return {
		mode,
		fresh: values.fresh === true || isCheck,
		portBase: asked === undefined ? (isCheck ? checkPortBase : usualPortBase) : readPortBase(asked),
		dataFolder:
			values['data-folder'] === undefined
				? join(dotFolder, isCheck ? 'check' : 'data')
				: join(root, values['data-folder']),
	};
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
			},
		});
	} catch (error) {
		throw new Problem(`${(error as Error).message}. Known are --fresh, --check, --services-only, --port-base N.`);
	}
}

function readPortBase(text: string): number {
	const base = Number(text);
	if (Number.isInteger(base) && base >= 1024 && base <= 65_400) return base;
	throw new Problem(
		`The port base must be a whole number from 1024 to 65400, not "${text}" (--port-base or QBO_SYNC_PORT_BASE).`,
	);
}
