import { announce, type Announcement } from '../memory/workflowRun';
import { withPeriod } from '../model/text';
import { saysComesAgain } from '../pushing/comesAgain';
import { fieldsOrNone, textOr, type Fields } from '../reading/readUnknown';

/** A run that fails again and again is told of once in this time, in milliseconds. */
const ONCE_AN_HOUR = 3600_000;

const NOTHING_LOST = 'Nothing is lost: what the run was to handle comes again by itself until a run succeeds.';

/** What people are told of a run that failed: the sentence first. */
interface FailedRunRow {
	readonly summary: string;
	readonly workflow: string;
	/** The node that failed; absent where n8n does not say it. */
	readonly node?: string;
	readonly reason: string;
	/** Where people see the run; absent for a trigger that could not look for news. */
	readonly executionUrl?: string;
	readonly outcome: 'runFailed';
}

/**
 * What n8n's Error Trigger says of runs that failed, for people: each once an hour, as long as it is the same. Null where one of the items is not from an
 * Error Trigger. A run that only waits is left out. https://docs.n8n.io/integrations/builtin/core-nodes/n8n-nodes-base.errortrigger/
 */
export async function failedRuns(
	items: readonly unknown[],
	announcement: Announcement,
): Promise<FailedRunRow[] | null> {
	if (items.length === 0 || !items.every(isFailedRun)) return null;
	const rows = items.flatMap((item) => failedRunRow(fieldsOrNone(item)) ?? []);
	// The run that failed takes back what its workflow has told since it began; that it failed is not meant.
	const ofNoWorkflow = { ...announcement, run: { ...announcement.run, workflow: null } };
	const due = await announce(
		rows.map(({ workflow, node = '', reason }) => ({
			name: `failed run ${announcement.run.node} ${workflow} ${node}`,
			text: reason,
			pause: ONCE_AN_HOUR,
		})),
		ofNoWorkflow,
	);
	return rows.filter((_row, place) => due[place]);
}

function isFailedRun(item: unknown): boolean {
	const { workflow, execution, trigger } = fieldsOrNone(item);
	return typeof workflow === 'object' && [execution, trigger].some((one) => typeof one === 'object' && one !== null);
}

function failedRunRow({ workflow, execution, trigger }: Fields): FailedRunRow | null {
	const { error, lastNodeExecuted, url } = fieldsOrNone(execution ?? trigger);
	const { message, description } = fieldsOrNone(error);
	const words = textOr(message, 'n8n gives no reason');
	if (saysComesAgain(words)) return null;
	const name = textOr(fieldsOrNone(workflow).name, 'A workflow');
	const node = textOr(lastNodeExecuted, null);
	const executionUrl = textOr(url, null);
	const said = [words, textOr(description, null)].filter((part) => part !== null).map(withPeriod);
	return {
		summary: `"${name}"${node === null ? '' : `, ${node}`}: ${withPeriod(words)} ${NOTHING_LOST}`,
		workflow: name,
		...(node === null ? {} : { node }),
		reason: [...said, NOTHING_LOST].join(' '),
		...(executionUrl === null ? {} : { executionUrl }),
		outcome: 'runFailed',
	};
}
