import type { Services } from './localSandbox.mts';
import type { CredentialDraft } from './provision.mts';

export function credentialDrafts(services: Services): CredentialDraft[] {
	return services.map((s) => ({ type: 'standInApi', name: s.name, data: { url: s.url } }));
}
