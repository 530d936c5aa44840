/**
 * The units that refunds put back. The shop counts on where an order is cancelled and taken up again, and takes the stock of the whole
 * line anew: what it says that it has taken is not back.
 */
export function restockedUnits(
	counted: number,
	{ quantity, stockTaken }: { readonly quantity: number; readonly stockTaken: number | null },
): number {
	return stockTaken === null ? counted : Math.min(counted, Math.max(0, quantity - stockTaken));
}
