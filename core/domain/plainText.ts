/** Text that QuickBooks keeps as it is: without pictures and control characters, spaces collapsed, at most `longest` long. */
export function plainText(text: string, longest: number): string {
	return text
		.replace(/[\p{Extended_Pictographic}\p{Cf}]/gu, (character) => (/[©®™]/u.test(character) ? character : ''))
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim()
		.slice(0, longest)
		.trim();
}
