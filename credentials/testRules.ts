import type { ICredentialTestRequest } from 'n8n-workflow';

/** Statuses of an answer, with the first line that a person reads. */
export type StatusMessage = readonly [statuses: readonly number[], message: string];

/** A field of a successful answer, a value that it must not have (undefined: it must be there), and the first line that a person reads. */
export type AnswerMessage = readonly [key: string, value: unknown, message: string];

/** The rules of a credential's test. n8n takes both kinds side by side, though its type does not say so. */
export function testRules(
	byStatus: readonly StatusMessage[],
	byAnswer: readonly AnswerMessage[],
): ICredentialTestRequest['rules'] {
	const rules = [
		...byStatus.flatMap(([statuses, message]) =>
			statuses.map((value) => ({ type: 'responseCode', properties: { value, message } })),
		),
		...byAnswer.map(([key, value, message]) => ({ type: 'responseSuccessBody', properties: { key, value, message } })),
	];
	return rules as unknown as ICredentialTestRequest['rules'];
}

/** Statuses that a service gives as a whole, in words. Firewalls and CDNs give some of them. */
export function statusesOfService(name: string): StatusMessage[] {
	return [
		[[301, 302, 303, 307, 308], `${name} sends its visitors to another address. Check the address in the credential.`],
		[[405, 406, 418], `A firewall or proxy between n8n and ${name} blocks the request; the keys are not the cause.`],
		[[429], `${name} asks for fewer requests. Try again later.`],
		[[500, 501, 502, 504, 520, 521, 522, 523, 524, 525, 526], `${name} has trouble at the moment. Try again later.`],
		[[503], `${name} is under maintenance or overloaded at the moment. Try again later.`],
	];
}
