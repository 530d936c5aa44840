export const root: string;
export const dotFolder: string;
export const logFolder: string;
export const node24: string;
