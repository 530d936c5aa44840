import { IntegrationError } from './integrationError';
import { isTroubleOfSize } from './unservedRow';

interface Questions<Value, Answer> {
	/** The answer for a value over which the service breaks off, or that it refuses, when it is asked for alone. */
	alone(value: Value, trouble: IntegrationError): Answer;
	/** Whether the service answers to another small question. It is asked where the only value cannot be had. */
	answers(): Promise<boolean>;
}

interface ManyAtOnce<Value, Answer> extends Questions<Value, Answer> {
	/** Asks for several values at once. */
	ask(values: readonly Value[]): Promise<readonly Answer[]>;
}

interface OneAtATime<Value, Answer> extends Questions<Value, Answer> {
	ask(value: Value): Promise<Answer>;
}

interface Halving<Value, Answer> extends Pick<ManyAtOnce<Value, Answer>, 'ask' | 'alone'> {
	/** The failure where a smaller question may not meet it. Throws any other one on. */
	only(failure: unknown): IntegrationError;
}

/** Asks for all values at once, unless their `trouble` is known, and for halves of them after a trouble, until one value stands alone. */
export async function halved<Value, Answer>(
	values: readonly Value[],
	halving: Halving<Value, Answer>,
	trouble: IntegrationError | null = null,
): Promise<Answer[]> {
	const [first] = values;
	if (first === undefined) return [];
	const answers = trouble ?? (await halving.ask(values).catch((failure: unknown) => halving.only(failure)));
	if (!(answers instanceof IntegrationError)) return [...answers];
	if (values.length === 1) return [halving.alone(first, answers)];
	const half = Math.ceil(values.length / 2);
	return [...(await halved(values.slice(0, half), halving)), ...(await halved(values.slice(half), halving))];
}

/**
 * Asks for all values at once, and for halves of them where the service breaks off or refuses, until one value stands alone. Any other
 * failure is thrown on. So is the trouble where not one value can be had and the service as a whole is the cause.
 */
export async function askInHalves<Value, Answer>(
	values: readonly Value[],
	{ ask, ...questions }: ManyAtOnce<Value, Answer>,
): Promise<Answer[]> {
	const { alone, requireSome } = countingBroken(values.length, questions);
	return await requireSome(await halved(values, { ask, alone, only: troubleOfValuesOnly }));
}

/** Asks for the values one by one; else as `askInHalves`. */
export async function askOneByOne<Value, Answer>(
	values: readonly Value[],
	{ ask, ...questions }: OneAtATime<Value, Answer>,
): Promise<Answer[]> {
	const { alone, requireSome } = countingBroken(values.length, questions);
	const answers: Answer[] = [];
	for (const value of values) {
		const answer = await ask(value).catch(troubleOfValuesOnly);
		answers.push(answer instanceof IntegrationError ? alone(value, answer) : answer);
	}
	return await requireSome(answers);
}

/** Counts the values that cannot be had. `requireSome` throws their trouble where it is not theirs. */
function countingBroken<Value, Answer>(count: number, { alone, answers: isUp }: Questions<Value, Answer>) {
	const broken: IntegrationError[] = [];
	return {
		alone: (value: Value, trouble: IntegrationError): Answer => {
			broken.push(trouble);
			return alone(value, trouble);
		},
		requireSome: async (answers: Answer[]): Promise<Answer[]> => {
			const [trouble] = broken;
			const noneIsThere = trouble !== undefined && broken.length === count;
			if (noneIsThere && (count > 1 || !(await isUp()))) throw trouble;
			return answers;
		},
	};
}

function troubleOfValuesOnly(failure: unknown): IntegrationError {
	if (isTroubleOfSize(failure) || isRefusalOfValues(failure)) return failure;
	throw failure;
}

/** A redirect is no answer to what was asked. */
function isRefusalOfValues(failure: unknown): failure is IntegrationError {
	if (!(failure instanceof IntegrationError) || failure.kind !== 'rejected') return false;
	return failure.reply === undefined || failure.reply.status < 300 || failure.reply.status >= 400;
}
