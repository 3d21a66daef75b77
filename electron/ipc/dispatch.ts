// One call from the page to its handler and back: unknown names, bad input and failures all become a Reply, never a crash.
import { factsOf, toAppError } from '../../shared/errors.ts';
import { calls } from '../../shared/ipc/contract.ts';
import type { CallName, Handlers, Reply } from '../../shared/ipc/types.ts';

/** Runs one call. `name` and `input` come from the page and are not trusted. Never rejects; `onDefect` hears of what is no expected failure. */
export async function dispatch(
  handlers: Handlers,
  name: unknown,
  input: unknown,
  signal: AbortSignal,
  onDefect: (call: string, error: unknown) => void = () => {},
): Promise<Reply> {
  if (!isCallName(name)) return refuse(`There is no call named ${JSON.stringify(name) ?? String(name)}.`);
  const { input: inputSchema, output: outputSchema } = calls[name];
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.length ? ` at ${issue.path.join('.')}` : '';
    return refuse(`${name}: the input is wrong${where}: ${issue?.message ?? 'invalid'}.`);
  }
  try {
    // The schema of `name` made this input, which the compiler cannot follow through the union of all calls.
    const handler = handlers[name] as (input: unknown, signal: AbortSignal) => unknown;
    // Parsing the output too keeps anything that is not in the contract (a secret, an internal field) on this side.
    return { ok: true, value: outputSchema.parse(await handler(parsed.data, signal)) };
  } catch (error) {
    const failure = toAppError(error);
    if (failure.code === 'internal') onDefect(name, error);
    return { ok: false, error: factsOf(failure) };
  }
}

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(calls, name);
}

function refuse(message: string): Reply {
  return { ok: false, error: { code: 'badInput', message } };
}
