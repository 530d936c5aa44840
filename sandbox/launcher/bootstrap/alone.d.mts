export function alone<T>(lock: string, job: () => Promise<T>, telling?: { readonly onWait?: () => void }): Promise<T>;
