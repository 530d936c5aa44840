/** The credential type of QuickBooks. */
export const QUICKBOOKS_CREDENTIAL = 'qboSyncOAuth2Api';
