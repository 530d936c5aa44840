/** What a test asked for cannot be: no such article, nothing left. */
export class Impossible extends Error {}
