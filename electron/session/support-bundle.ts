// The support bundle: what somebody who helps needs besides the diagnostics, each as a file without secrets.
import { toAppError } from '../../shared/errors.ts';
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import { visible, visibleJson } from '../../shared/visible.ts';
import { maskText } from '../log/mask-text.ts';
import { maskValue } from '../log/mask-value.ts';
import { readTail } from '../log/read-tail.ts';
import { type DiagnosticsSubject, diagnosticsOf } from './diagnostics.ts';
import type { Session } from './session.ts';

/** About as many as a file of the log has. */
const LOG_LINES = 10_000;
const PATIENCE_MS = 15_000;

/** One file of it. */
export interface BundleFile {
  readonly name: string;
  /** What is in it, for whoever decides whether to send it. */
  readonly what: string;
  readonly text: string;
}

/** Never throws but when `signal` aborts: in place of what cannot be read stands why. */
export async function bundleOf(subject: DiagnosticsSubject, signal: AbortSignal): Promise<BundleFile[]> {
  const { session, logFile } = subject;
  const log = readTail(logFile, LOG_LINES);
  const files = [
    {
      name: 'diagnostics.txt',
      what: 'versions, health, changed settings: what odin diagnostics prints',
      text: await diagnosticsOf(subject, signal),
    },
    { name: 'odin.log', what: `the last ${log.length} lines of ODIN's log`, text: `${log.join('\n')}\n` },
  ];
  return session === null ? files : [...files, ...(await ofCluster(session, signal))];
}

async function ofCluster(session: Session, signal: AbortSignal): Promise<BundleFile[]> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  const [doctor, events] = await Promise.all([
    documentOf(() => session.doctor(patience)),
    documentOf(() => session.events(STACK_NAMESPACE, undefined, patience)),
  ]);
  signal.throwIfAborted();
  return [
    { name: 'doctor.json', what: 'the chain from the GPU to its charts, with what was read', text: doctor },
    { name: 'events.json', what: `what Kubernetes reported of ${STACK_NAMESPACE}, the newest 50`, text: events },
  ];
}

async function documentOf(read: () => Promise<unknown>): Promise<string> {
  try {
    return `${visibleJson(JSON.stringify(maskValue(await read()), null, 2))}\n`;
  } catch (error) {
    return `${visible(maskText(toAppError(error).message))}\n`;
  }
}
