export const CHANNELS = ['woocommerce', 'bigcommerce', 'ebay'] as const;
export type ChannelName = (typeof CHANNELS)[number];

export const SERVICES = ['quickbooks', ...CHANNELS] as const;
export type ServiceName = (typeof SERVICES)[number];
