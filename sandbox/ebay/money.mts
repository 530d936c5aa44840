/** Cents of a price or amount as people write it: "12.50", 12.5. */
export function cents(amount: string | number): number {
	const value = Number(amount);
	const whole = Math.round(value * 100);
	if (!Number.isFinite(value) || Math.abs(value * 100 - whole) > 1e-6)
		throw new RangeError(`not an amount with two decimals: ${amount}`);
	return whole;
}

/** "12.50" for 1250. */
export function decimal(amount: number): string {
	return (amount / 100).toFixed(2);
}

export interface EbayAmount {
	readonly value: string;
	readonly currency: string;
}

/** eBay's Amount: a decimal string with its currency. */
export function amountOf(minor: number, currency: string): EbayAmount {
	return { value: decimal(minor), currency };
}

/** `total` cents split by weight, to the cent: the parts add up to the total. */
export function spread(total: number, weights: readonly number[]): number[] {
	const sum = weights.reduce((all, weight) => all + weight, 0);
	let given = 0;
	let passed = 0;
	return weights.map((weight, index) => {
		passed += weight;
		const share = sum === 0 ? (index === weights.length - 1 ? 1 : 0) : passed / sum;
		const upToHere = Math.round(total * share);
		const part = upToHere - given;
		given = upToHere;
		return part;
	});
}
