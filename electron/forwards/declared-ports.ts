// The ports that a Service or a pod declares, and which of them a browser can be expected to show.
import { AppError } from '../../shared/errors.ts';
import { record, records, text } from '../../shared/json.ts';
import type { DeclaredPort, Forwardable } from '../../shared/model/kept-forward.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';

/** Somebody is waiting for a form meanwhile. */
const TIMEOUT_MS = 5_000;
/** More than anything declares that a person would choose from. */
const MOST = 100;

/** By the names that charts give them; `https` would greet a browser with a certificate of another name. */
const HTTP_NAME = /^(http|web|www|ui|console|dashboard)(?![a-z0-9])/;
/** Of ports without a name: where web servers stand by custom. */
const HTTP_PORTS: ReadonlySet<number> = new Set([80, 3000, 5000, 8000, 8080, 8888, 9090]);

/** Those of TCP. Throws `notFound` for what is not there, and what the client throws. */
export async function readDeclaredPorts(
  client: KubeClient,
  { kind, namespace, name }: Forwardable,
  signal: AbortSignal,
): Promise<DeclaredPort[]> {
  const plural = kind === 'Service' ? 'services' : 'pods';
  try {
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/${plural}/${encodeURIComponent(name)}`;
    const { body } = await client.request<KubeObject>({ path, timeoutMs: TIMEOUT_MS, signal });
    return declaredPorts(kind, body);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
    const message = `${kind} ${namespace}/${name} is not in the cluster: choose another one.`;
    throw new AppError('notFound', message, { subject: `${kind}/${namespace}/${name}`, cause: error });
  }
}

/** Pure. */
export function declaredPorts(kind: Forwardable['kind'], object: Readonly<Record<string, unknown>>): DeclaredPort[] {
  const spec = record(object.spec);
  const declared =
    kind === 'Service'
      ? records(spec.ports).map(({ port, ...rest }) => ({ ...rest, number: port }))
      : records(spec.containers).flatMap(({ ports }) =>
          records(ports).map(({ containerPort, ...rest }) => ({ ...rest, number: containerPort })),
        );
  return declared.flatMap((one) => portOf(one)).slice(0, MOST);
}

function portOf({ number, ...rest }: { readonly number: unknown; readonly [field: string]: unknown }): DeclaredPort[] {
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 1 || number > 65_535) return [];
  if (rest.protocol !== undefined && rest.protocol !== 'TCP') return [];
  const name = text(rest.name).slice(0, 63);
  const protocol = text(rest.appProtocol).toLowerCase();
  const isHttp = protocol === '' ? (name === '' ? HTTP_PORTS.has(number) : HTTP_NAME.test(name)) : protocol === 'http';
  return [{ port: number, isHttp, ...(name === '' ? {} : { name }) }];
}
