import { Agent } from 'node:https';
import { connect } from 'node:net';

/** Leads a client that insists on its vendor's host, by HTTPS, to a service on this machine: the README shows the same. */
export function localAgent(url: string): Agent {
	const agent = new Agent();
	agent.createConnection = () => connect(Number(new URL(url).port), '127.0.0.1');
	return agent;
}
