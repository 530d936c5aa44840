/** An address as a control call names it; sandbox/CONTROL.md tells each field. */
export interface AddressAsked {
	readonly name?: string;
	readonly company?: string;
	readonly line1?: string;
	readonly line2?: string;
	readonly city?: string;
	readonly region?: string;
	readonly postcode?: string;
	readonly country?: string;
}

/** Who buys, as a control call names it. */
export interface Buyer {
	/** 0 or nothing: a guest. */
	readonly customerId?: number;
	readonly email?: string;
	readonly name?: string;
	readonly company?: string;
	readonly phone?: string;
	/** Null: none was given. */
	readonly billing?: AddressAsked | null;
	readonly shipping?: AddressAsked | null;
}
