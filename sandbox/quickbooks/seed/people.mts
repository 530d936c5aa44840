import type { Json } from '../json.mts';

const person = (name: string, more: Json = {}): Json => ({
	DisplayName: name,
	FullyQualifiedName: name,
	PrintOnCheckName: name,
	Active: true,
	...more,
});

const dealsIn = (currency: string): Json => ({
	CurrencyRef: { value: currency, name: currency },
	Balance: 0,
	BalanceWithJobs: 0,
	Taxable: true,
});

/** Customers that the company has from before; they deal in its home currency. */
export const customerRows = (currency: string): readonly (readonly [string, Json])[] => [
	[
		'1',
		person('Amy Lauterbach', {
			...dealsIn(currency),
			GivenName: 'Amy',
			FamilyName: 'Lauterbach',
			PrimaryEmailAddr: { Address: 'amy.lauterbach@harbour.example' },
			BillAddr: {
				Id: '2',
				Line1: '4581 Finch Street',
				City: 'Bayshore',
				CountrySubDivisionCode: 'CA',
				PostalCode: '94326',
			},
		}),
	],
	['2', person("Geeta's Teahouse", { ...dealsIn(currency), CompanyName: "Geeta's Teahouse" })],
];

/** A vendor: takes a name that no customer can have then. */
export const vendorRows: readonly (readonly [string, Json])[] = [
	['1', person('Oak and Clay Supplies', { Balance: 0, Vendor1099: false })],
];

/** So does an employee. */
export const employeeRows: readonly (readonly [string, Json])[] = [
	['1', person('Nora Quist', { GivenName: 'Nora', FamilyName: 'Quist' })],
];

export const paymentMethodRows: readonly (readonly [string, Json])[] = [
	['1', { Name: 'Cash', Active: true, Type: 'NON_CREDIT_CARD' }],
	['2', { Name: 'Check', Active: true, Type: 'NON_CREDIT_CARD' }],
	['3', { Name: 'Visa', Active: true, Type: 'CREDIT_CARD' }],
];

export const termRows: readonly (readonly [string, Json])[] = [
	['1', { Name: 'Due on receipt', Active: true, Type: 'STANDARD', DueDays: 0 }],
	['3', { Name: 'Net 30', Active: true, Type: 'STANDARD', DueDays: 30 }],
];

/** Lists that stay hidden until the company turns its preference on. */
export const classRows: readonly (readonly [string, Json])[] = [
	['1', { Name: 'Online', FullyQualifiedName: 'Online', SubClass: false, Active: true }],
	['2', { Name: 'Wholesale', FullyQualifiedName: 'Wholesale', SubClass: false, Active: true }],
];

export const departmentRows: readonly (readonly [string, Json])[] = [
	['1', { Name: 'Harbour store', FullyQualifiedName: 'Harbour store', SubDepartment: false, Active: true }],
	['2', { Name: 'Warehouse', FullyQualifiedName: 'Warehouse', SubDepartment: false, Active: true }],
];
