import type { FastifyInstance } from 'fastify';

/** A tool as n8n offers it to the model. */
interface OfferedTool {
	readonly function: {
		readonly name: string;
		readonly description?: string;
		readonly parameters?: { readonly properties?: Readonly<Record<string, unknown>> };
	};
}

interface Message {
	readonly role: string;
	readonly content: unknown;
}

interface Question {
	readonly model: string;
	readonly messages: readonly Message[];
	readonly tools?: readonly OfferedTool[];
}

/**
 * Stands for a language model that speaks OpenAI's chat completions below /model/v1, so that n8n's AI Agent can be tried without one. Asked
 * "SKU MUG-BLUE" it calls the tool that has a parameter of this name with what follows, and it answers with what the tool says.
 * GET /model/questions tells what it was asked. https://platform.openai.com/docs/api-reference/chat/create
 */
export function addModelRoutes(app: FastifyInstance): void {
	const questions: Question[] = [];
	app.post('/model/v1/chat/completions', (request) => {
		const question = request.body as Question;
		questions.push(question);
		return completion(question.model, answerTo(question), questions.length);
	});
	app.get('/model/questions', () => questions);
}

function answerTo({ messages, tools = [] }: Question) {
	const last = messages.at(-1);
	const text = textOf(last?.content);
	if (last?.role === 'tool') return { role: 'assistant', content: `The tool says: ${text}` };
	const [, subject = '', value = ''] = /(\S+)\s+(\S+)\s*$/.exec(text) ?? [];
	const call = tools.flatMap((tool) => callOf(tool, subject, value))[0];
	if (call === undefined) return { role: 'assistant', content: `No tool knows anything of: ${text}` };
	return { role: 'assistant', content: null, tool_calls: [call] };
}

/** A call of the tool that gives its parameter about the subject the value; none where it has no such parameter. */
function callOf({ function: { name, parameters } }: OfferedTool, subject: string, value: string) {
	const key = Object.keys(parameters?.properties ?? {}).find((one) =>
		one.toLowerCase().startsWith(subject.toLowerCase()),
	);
	if (key === undefined) return [];
	return [{ id: `call_${name}`, type: 'function', function: { name, arguments: JSON.stringify({ [key]: value }) } }];
}

function completion(model: string, message: object, number: number) {
	const finish = 'tool_calls' in message ? 'tool_calls' : 'stop';
	return {
		id: `chatcmpl-${number}`,
		object: 'chat.completion',
		created: Math.floor(Date.now() / 1000),
		model,
		choices: [{ index: 0, message, logprobs: null, finish_reason: finish }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

/** Content is text, or a list of parts of which some are text. */
function textOf(content: unknown): string {
	if (!Array.isArray(content)) return String(content ?? '');
	return content.map((part) => String((part as { text?: unknown }).text ?? '')).join('');
}
