/** Why a service was not reached, in words for people. */
export interface ConnectionFault {
	readonly name: string;
	readonly wayOut?: string;
}

const CUT: ConnectionFault = { name: 'the connection was cut' };

const LATE: ConnectionFault = {
	name: 'it took too long',
	wayOut:
		'The service is slow or overloaded at the moment, or a firewall drops the packets of this n8n server without a word. The next run tries again; if it stays so, ask the host.',
};

const UNKNOWN_NAME_ADVICE =
	'No server is known by that name. Look for a typing mistake in the address of the credential, and whether the domain still exists; otherwise n8n cannot look up names (DNS).';

const UNREACHABLE_ADVICE =
	'No way leads from this n8n server to that address. Check the address in the credential, and the network, VPN or firewall of the n8n server.';

const CERTIFICATE_ADVICE =
	'n8n sends no keys to a server whose certificate it cannot trust. Let the host renew the certificate, with its whole chain and for exactly this name, or correct the address in the credential.';

/** Node's and axios' codes in words, since n8n replaces a message that contains the code itself. */
const CONNECTION_FAULTS: Readonly<Record<string, ConnectionFault>> = {
	ECONNREFUSED: {
		name: 'the connection was refused',
		wayOut:
			'Nothing listens at that address and port. Check the address in the credential, and that the service runs. Inside of Docker, localhost and 127.0.0.1 are the container of n8n itself.',
	},
	ECONNRESET: CUT,
	EPIPE: CUT,
	ENOTFOUND: { name: 'its name is not known', wayOut: UNKNOWN_NAME_ADVICE },
	EAI_AGAIN: { name: 'its name could not be looked up', wayOut: UNKNOWN_NAME_ADVICE },
	ETIMEDOUT: LATE,
	ECONNABORTED: LATE,
	EHOSTUNREACH: { name: 'the host cannot be reached', wayOut: UNREACHABLE_ADVICE },
	ENETUNREACH: { name: 'the network cannot be reached', wayOut: UNREACHABLE_ADVICE },
	EPROTO: {
		name: 'it does not speak HTTPS at that port',
		wayOut: 'Check whether the address in the credential begins with https:// and names the right port.',
	},
	CERT_HAS_EXPIRED: { name: 'its certificate has expired', wayOut: CERTIFICATE_ADVICE },
	ERR_TLS_CERT_ALTNAME_INVALID: { name: 'its certificate is for another name', wayOut: CERTIFICATE_ADVICE },
	DEPTH_ZERO_SELF_SIGNED_CERT: { name: 'its certificate is signed by itself', wayOut: CERTIFICATE_ADVICE },
	SELF_SIGNED_CERT_IN_CHAIN: { name: 'its certificate is signed by itself', wayOut: CERTIFICATE_ADVICE },
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: { name: 'its certificate comes without its chain', wayOut: CERTIFICATE_ADVICE },
};

/** The fault that a code of Node or axios ("ECONNREFUSED") stands for; null for one that nobody has put into words. */
export function findConnectionFault(code: string | undefined): ConnectionFault | null {
	return CONNECTION_FAULTS[code ?? ''] ?? null;
}
