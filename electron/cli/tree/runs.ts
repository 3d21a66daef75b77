// The seam between the tree and whoever runs it.
import type { Invocation } from '../invocation.ts';

/** A verb's function; it gives the exit status. `A` is what commander hands it: the arguments, then the options. */
export type Verb<A extends readonly unknown[]> = (invocation: Invocation, ...args: A) => Promise<number>;

/** Makes an action for commander of something that loads a verb's function. */
export type Runs = <A extends readonly unknown[]>(load: () => Promise<Verb<A>>) => (...args: A) => Promise<void>;
