export function installProgress(folder: string): (logPath: string) => string;
