// One call from the page to its handler and back: unknown names, bad input and failures all become a Reply, never a crash.
import { factsOf, toAppError } from '../../shared/errors.ts';
import { calls } from '../../shared/ipc/contract.ts';
import type { CallName, Handlers, Reply } from '../../shared/ipc/types.ts';
import { maskShown } from '../log/mask-text.ts';
import { faultOfInput } from './bounded-input.ts';
import { shown } from './shown.ts';

/** A sentence has room for this much of the page's own words; names of calls are shorter. */
const MOST_SHOWN = 60;

/** Runs one call. `name` and `input` come from the page and are not trusted. Never rejects; `onDefect` hears of what is no expected failure. */
export async function dispatch(
  handlers: Handlers,
  name: unknown,
  input: unknown,
  signal: AbortSignal,
  onDefect: (call: string, error: unknown) => void = () => {},
): Promise<Reply> {
  if (!isCallName(name)) return refuse(`There is no call named ${nameOf(name)}.`);
  const fault = faultOfInput(input);
  if (fault !== undefined) return refuse(`${name}: the input is refused: ${fault}.`);
  const { input: inputSchema, output: outputSchema } = calls[name];
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.length ? ` at ${short(issue.path.join('.'))}` : '';
    return refuse(`${name}: the input is wrong${where}: ${short(issue?.message ?? 'invalid')}.`);
  }
  try {
    // The schema of `name` made this input, which the compiler cannot follow through the union of all calls.
    const handler = handlers[name] as (input: unknown, signal: AbortSignal) => unknown;
    // Parsing the output too keeps anything that is not in the contract (a secret, an internal field) on this side.
    return { ok: true, value: shown(outputSchema.parse(await handler(parsed.data, signal))) };
  } catch (error) {
    const failure = toAppError(error);
    if (failure.code === 'internal') onDefect(name, error);
    const facts = factsOf(failure);
    return { ok: false, error: shown({ ...facts, message: maskShown(facts.message) }) };
  }
}

function short(words: string): string {
  return words.length > MOST_SHOWN ? `${words.slice(0, MOST_SHOWN)}…` : words;
}

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(calls, name);
}

/** A name, cut; of anything else only what it is, for much of what a page may send cannot be written as text. */
function nameOf(name: unknown): string {
  return typeof name === 'string' ? JSON.stringify(short(name)) : `a value of type ${typeof name}`;
}

function refuse(message: string): Reply {
  return { ok: false, error: shown({ code: 'badInput' as const, message }) };
}
