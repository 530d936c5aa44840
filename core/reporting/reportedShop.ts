import type { Shop } from '../pushing/shop';

/** A shop that the report looks at. */
export interface ReportedShop extends Shop {
	/** Of its document numbers: "WC-". */
	readonly prefix: string;
	/** False where it is not known what Push Channel Stock goes by that stands in its form, as Rules by SKU. */
	readonly isPushKnown: boolean;
}
