// A number with its noun.

/** `1 row`, `3 rows`. */
export const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
