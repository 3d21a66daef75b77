// A number with its noun.

/** `1 pod`, `3 pods`. */
export const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
