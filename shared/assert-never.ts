/** Closes a union: does not compile when a case is missing, throws when data lied. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
