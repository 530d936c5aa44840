export function lackOf(folder: string, lockedBy?: string): string | undefined;
