// Pods that connect and are connected to, for a test of who reaches whom: each serves a page on all of its ports, and tries
// the others when it is asked. One command asks them all.
import type { KubeObject } from '../../shared/model/object.ts';
import type { TestCluster } from '../cluster/cluster.ts';

/** A pod to be. */
export interface Probe {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The ports that it listens on; a policy may name one. */
  readonly ports: readonly { readonly name?: string; readonly containerPort: number }[];
  readonly hostNetwork?: boolean;
}

/** The port at which each takes the order to try others. Only its own node gets there, which no policy keeps out. */
const CONTROL = 81;

/**
 * Seconds after which a connection counts as refused. A refusal takes one second: the first comes back while the socket is
 * still busy with sending, and the kernel heeds that of the repetition.
 */
const PATIENCE = 10;

/** Answers `?ADDRESS:PORT+…` with those of them that served a page, one a line; `ADDRESS:PORT/tcp` has only to accept. */
const TRY = `#!/bin/sh
printf 'Content-Type: text/plain\\r\\n\\r\\n'
for target in $(echo "$QUERY_STRING" | tr + ' '); do
  address=\${target%/tcp}
  case $target in
    */tcp) timeout ${PATIENCE} nc -w ${PATIENCE} \${address%:*} \${address#*:} </dev/null >/dev/null 2>&1 ;;
    *) wget -q -T ${PATIENCE} -O /dev/null "http://$address/" 2>/dev/null ;;
  esac && echo "$target" &
done
wait
`;

/** The Pod of a probe. Its ports are open a moment after it is Ready: a probe of the kubelet would cost more than all the rest. */
export function podOf({ name, namespace, labels, ports, hostNetwork = false }: Probe): KubeObject {
  const open = [CONTROL, ...ports.map(({ containerPort }) => containerPort)];
  const script = [
    'mkdir -p /www/cgi-bin',
    `printf '%s' "$TRY" >/www/cgi-bin/try`,
    'chmod +x /www/cgi-bin/try',
    'touch /www/index.html',
    ...open.map((port) => `httpd -p ${port} -h /www`),
    'exec sleep 1000000',
  ];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { ...labels, 'odin.test/probe': 'true' } },
    spec: {
      hostNetwork,
      terminationGracePeriodSeconds: 0,
      automountServiceAccountToken: false,
      containers: [
        {
          name: 'main',
          image: 'busybox:1.37',
          command: ['sh', '-ec', script.join('\n')],
          env: [{ name: 'TRY', value: TRY }],
          ports,
        },
      ],
    },
  };
}

/** The probes of a test once they run. */
export interface Probes {
  /** Address by the pod's name. */
  readonly addresses: ReadonlyMap<string, string>;
  /**
   * Lets each caller try each target and gives back what it reached, by the caller's name.
   *
   * @param targets `ADDRESS:PORT` of a page, or `ADDRESS:PORT/tcp` of whatever accepts connections
   */
  reached(callers: readonly string[], targets: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>>;
}

/** Starts them, with one on the host's network by which the others are asked: `host` names it. */
export async function startProbes(cluster: TestCluster, probes: readonly Probe[], host: Probe): Promise<Probes> {
  const { kubectl } = cluster;
  const all = [...probes, host];
  const items = all.map(podOf);
  await kubectl(['create', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
  const namespaces = [...new Set(all.map(({ namespace }) => namespace))];
  await Promise.all(
    namespaces.map((namespace) =>
      kubectl(['wait', 'pod', '-n', namespace, '-l', 'odin.test/probe', '--for=condition=Ready', '--timeout=180s']),
    ),
  );
  const addresses = new Map<string, string>();
  for (const namespace of namespaces) {
    const template = '{range .items[*]}{.metadata.name} {.status.podIP}{"\\n"}{end}';
    const listed = await kubectl([
      'get',
      'pod',
      '-n',
      namespace,
      '-l',
      'odin.test/probe',
      '-o',
      `jsonpath=${template}`,
    ]);
    for (const line of listed.trim().split('\n')) {
      const [name = '', address = ''] = line.split(' ');
      addresses.set(name, address);
    }
  }
  return {
    addresses,
    async reached(callers, targets) {
      const orders = callers.map((caller) => {
        const order = `http://${addresses.get(caller)}:${CONTROL}/cgi-bin/try?${targets.join('+')}`;
        return `(said=$(wget -q -T 60 -O - '${order}'); echo "$said" | sed 's|^|${caller} |') & all="$all $!"`;
      });
      const said = await kubectl(['exec', '-n', host.namespace, host.name, '-i', '--', 'sh', '-e'], {
        input: [...orders, 'for one in $all; do wait $one; done'].join('\n'),
      });
      const found = new Map(callers.map((caller) => [caller, new Set<string>()]));
      for (const line of said.split('\n').filter(Boolean)) {
        const [caller = '', target = ''] = line.split(' ');
        found.get(caller)?.add(target);
      }
      return found;
    },
  };
}
