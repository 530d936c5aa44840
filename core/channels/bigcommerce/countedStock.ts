/** A counted stock: that of a whole product, or of one variant. */
export interface StockRef {
	readonly productId: string;
	/** Null for the product as a whole. */
	readonly variantId: string | null;
}

/** One text for one stock. */
/** Equal for two references to one stock. */
export function keyOf({ productId, variantId }: StockRef): string {
	return `${productId}/${variantId ?? ''}`;
}
