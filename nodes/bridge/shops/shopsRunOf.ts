import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import type { ShopsRun } from '../../../core/pushing/shopsRun';
import { booksFromN8n } from '../credentials/booksFromN8n';
import { withCachedCompany } from '../credentials/cachedCompany';
import { connectQuickBooksFor } from '../credentials/connectQuickBooksFor';
import { memory } from '../memory/memory';
import { workflowRunOf } from '../memory/workflowRunOf';

/** The run of a node that works with several shops. Throws as `booksFromN8n` does. */
export async function shopsRunOf(
	context: IExecuteFunctions,
	rules: Omit<ShopsRun['rules'], 'ignoreCase'>,
): Promise<ShopsRun> {
	const quickBooks = async () => withCachedCompany(await connectQuickBooksFor(context), Date.now());
	const { ignoreCase } = await booksFromN8n(context);
	const run = workflowRunOf(context);
	return { run, memory, clock: Date.now, sleep, quickBooks, rules: { ...rules, ignoreCase } };
}
