export function lackOf(folder: string): string | undefined;
