// The log of a container that keeps ending says why: because it cannot reach something yet, or because it can never run.
import { CRASHES_FOR_CERTAIN, isNotRunnable } from '../../cluster/health/container.ts';
import type { Diagnosis } from '../../cluster/health/diagnosis.ts';

/** `waits`: for something outside; `never`: its program does not run here; `silent`: neither; `unread`: asked for just now. */
export type CrashWords = 'waits' | 'never' | 'silent' | 'unread';

/**
 * The words of programs that could not reach what they need: of Go, Node, Python, Java, glibc, musl, curl, BusyBox and the
 * clients of databases. They make patient, never impatient.
 */
const CANNOT_REACH = [
  /\b(ECONNREFUSED|ECONNRESET|ECONNABORTED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EPIPE)\b/,
  /connection (was |is |has been |attempt )?(refused|reset|closed|timed? ?out|failed|aborted)|connect(ion)? (error|timeout)/i,
  /(can ?not|can't|could ?n[o']t|couldn't|failed to|fail(ed|ure)? (while )?|unable to|error:?|un) ?(connect|reach|dial|ping|resolve|contact)/i,
  /(can ?not|can't|could not|unable to|failed to) (open|establish|make|get|create|obtain) (a |an |the )?([\w-]+ )?connection/i,
  /no such host|unknown host|UnknownHostException|bad address|name or service not known|could not translate host name/i,
  /temporary failure in name resolution|nodename nor servname|server misbehaving|getaddrinfo/i,
  /no route to host|network is unreachable|host is unreachable|i\/o timeout|deadline exceeded|timed? ?out/i,
  /(is|are|was|were) (not (yet )?|un)(ready|available|reachable|up)\b|starting up|service unavailable|waiting for/i,
  /not (yet )?(ready|reachable)\b|NoBrokersAvailable|no (reachable|available) (servers?|nodes?|brokers?|hosts?)/i,
  /ServerSelectionTimeout|CommunicationsException|ConnectException|OperationalError|lost connection/i,
  /(relation|table|database|schema|topic|bucket|index) \S+ (does not|doesn't) exist|no such table|unknown database/i,
];

/** Lines of a log, or a container's message, as what they tell. */
export function wordsOf(lines: readonly string[]): Exclude<CrashWords, 'unread'> {
  if (lines.some(isNotRunnable)) return 'never';
  return lines.some((line) => CANNOT_REACH.some((words) => words.test(line))) ? 'waits' : 'silent';
}

/** What a crashing container's log says, by pod, container and crash: read once each. */
export class CrashLogs {
  readonly #read: (pod: string, container: string, namespace: string) => Promise<readonly string[]>;
  readonly #onRead: () => void;
  readonly #known = new Map<string, CrashWords>();

  /** @param read never rejects @param onRead called when an answer has come */
  constructor(
    read: (pod: string, container: string, namespace: string) => Promise<readonly string[]>,
    onRead: () => void,
  ) {
    this.#read = read;
    this.#onRead = onRead;
  }

  /** Begins to read where it matters: once a container has ended so often that somebody might give it up. */
  of({ crashes = 0, pod, container, evidence }: Diagnosis, namespace: string | undefined): CrashWords {
    if (crashes < CRASHES_FOR_CERTAIN || pod === undefined || container === undefined || namespace === undefined) {
      return 'silent';
    }
    const key = `${namespace}/${pod}/${container} ${crashes}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, 'unread');
    void this.#read(pod, container, namespace).then((lines) => {
      this.#known.set(key, wordsOf([...evidence, ...lines]));
      this.#onRead();
    });
    return 'unread';
  }
}
