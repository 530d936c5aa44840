/** A stock that is counted: a whole product's, or one variant's. */
export interface Stock {
	readonly productId: string;
	/** Null for the product as a whole. */
	readonly variantId: string | null;
}

/** One text for one stock. */
export function keyOf({ productId, variantId }: Stock): string {
	return `${productId}/${variantId ?? ''}`;
}
