// `odin forward`: keeps a local address that leads to a service until Ctrl+C, through pod changes and outages.
import { AppError } from '../../shared/errors.ts';
import { FORWARD_TARGETS, type Forward, type ForwardTarget } from '../../shared/model/forward.ts';
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import type { Console } from './console.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';
import { type Line, type Tone, toned } from './tone.ts';

/** As Kubernetes has it for both. */
const NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** A person has to read the link and open it. */
export const LINK_LIFETIME_MS = 120_000;

export interface ForwardOptions {
  readonly namespace?: string;
}

/** @param ports `PORT` or `LOCAL:PORT`; Grafana and Prometheus of the stack have theirs, and need none */
export async function runForward(
  invocation: Invocation,
  service: string,
  ports: string | undefined,
  { namespace = STACK_NAMESPACE }: ForwardOptions,
): Promise<number> {
  const target = FORWARD_TARGETS.find((one) => one === service);
  if (target !== undefined && ports === undefined && namespace === STACK_NAMESPACE) return toStack(invocation, target);
  if (ports === undefined) {
    throw new AppError('badInput', `Which port of Service ${service}? Name it: odin forward ${service} 8080.`);
  }
  if (target !== undefined && namespace === STACK_NAMESPACE) {
    const message = `${service} has an address of its own, which lets nobody in but you: run odin forward ${service}.`;
    throw new AppError('badInput', message);
  }
  const name = service.replace(/^(?:svc|service)\//i, '');
  for (const word of [name, namespace]) {
    if (!NAME.test(word)) throw new AppError('badInput', `"${word}" cannot be the name of a Service or a namespace.`);
  }
  return toService(invocation, { namespace, name }, portsOf(ports));
}

/** By a gateway that asks who comes. */
async function toStack(invocation: Invocation, target: ForwardTarget): Promise<number> {
  const { console, signal } = invocation;
  return withSession(
    invocation,
    async (session) => {
      // A cluster that does not answer is known sooner from one request; and changes of the pods tell the forward at once.
      await session.watch.first(signal);
      const options = { lifetimeMs: LINK_LIFETIME_MS, isRead: true };
      const { forward, address } = await session.forwards.visit(target, signal, options);
      console.result({ ...forward, link: address }, [address]);
      console.say('This link lets one browser in, once, within two minutes.');
      if (target === 'prometheus' && process.platform === 'linux') {
        console.say(`Programs that you run yourself need no link: ${forward.url}`);
      }
      await untilAborted(signal);
      return EXIT.ok;
    },
    { onForwards: tellForward(console, target) },
  );
}

/** By a plain port, as kubectl makes one. */
async function toService(
  invocation: Invocation,
  service: { readonly namespace: string; readonly name: string },
  { local, port }: Ports,
): Promise<number> {
  const { console, signal } = invocation;
  return withSession(invocation, async (session) => {
    await session.watch.first(signal);
    const told = new Told(console);
    const advice = { missing: 'is it in another namespace? Name that with -n' };
    const address = { ...service, port };
    const forward = await session.forwardService({ ...address, advice }, local, signal, (trouble) =>
      told.tell('recovering', trouble),
    );
    console.result({ ...address, address: forward.address }, [forward.address]);
    console.say([
      toned('warn', 'Caution'),
      `: any program of this machine may connect there, and Service ${service.name} sees no difference between them and you.`,
    ]);
    await untilAborted(signal);
    return EXIT.ok;
  });
}

interface Ports {
  /** Undefined where nobody asked for one: the service's own, or any that is free. */
  readonly local: number | undefined;
  readonly port: number;
}

/** Throws `badInput` for what is no `[LOCAL:]PORT`. */
export function portsOf(text: string): Ports {
  const [, local, port] = /^(?:(\d{1,5}):)?(\d{1,5})$/.exec(text) ?? [];
  const numbers = [local, port].map((digits) => (digits === undefined ? undefined : Number(digits)));
  const [wish, remote] = numbers;
  if (remote === undefined || numbers.some((number) => number !== undefined && (number < 1 || number > 65_535))) {
    throw new AppError('badInput', `"${text}" is no port: use one such as 8080, or 9000:8080 for another one here.`);
  }
  return { local: wish, port: remote };
}

/** Says each new state of a forward of the stack. */
export function tellForward(console: Console, target: ForwardTarget): (forwards: readonly Forward[]) => void {
  const told = new Told(console);
  return (forwards) => {
    for (const { state, url, reason } of forwards.filter((forward) => forward.target === target)) {
      told.tell(state, reason, url);
    }
  };
}

/** Resolves at Ctrl+C. */
export async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

const TONES: Readonly<Record<Forward['state'], Tone>> = {
  starting: 'busy',
  ready: 'ok',
  recovering: 'warn',
  stopped: 'none',
};

/** Says a state where it is not the one that was said last. */
class Told {
  readonly #console: Console;
  #last = '';

  constructor(console: Console) {
    this.#console = console;
  }

  tell(state: Forward['state'], reason = '', url = ''): void {
    const rest = `${url === '' ? '' : ` ${url}`}${reason === '' ? '' : `: ${reason}`}`;
    if (`${state}${rest}` === this.#last) return;
    this.#last = `${state}${rest}`;
    const line: Line = [toned(TONES[state], state), rest];
    this.#console.say(line);
  }
}
