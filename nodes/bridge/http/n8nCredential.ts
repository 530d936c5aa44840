/** The type of the credential for n8n's own API. */
export const N8N_CREDENTIAL = 'n8nSyncApi';
