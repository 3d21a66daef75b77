// Pods that write what a test can look for: whole lines, a line longer than the kubelet's format has room for, and one that never stops.
import type { KubeObject } from '../../shared/model/object.ts';

/** Characters of the long line: three pieces of 16 KiB in the kubelet's file. */
export const LONG = 40_000;
/** Characters of the line that is longer than Loki takes. */
export const TOO_LONG = 300_000;

/** A line of `length` letters that ends with a word. */
const longLine = (length: number, end: string) => `head -c ${length} /dev/zero | tr '\\0' x; echo " ${end}"`;

interface Talker {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly command: string;
  /** More than one: who discovers pods finds such a container once for each. */
  readonly ports?: readonly number[];
}

/** One pod by each of the names that Alloy knows an app by; every line of them holds `word`. */
export function talkers(word: string): readonly Talker[] {
  return [
    {
      name: 'recommended',
      labels: { 'app.kubernetes.io/name': 'talker', app: 'older' },
      command: `echo "out ${word}"; echo "err ${word}" >&2; ${longLine(LONG, `long ${word}`)}; ${longLine(TOO_LONG, `never seen ${word}`)}; i=0; while echo "tick $i ${word}"; do i=$((i+1)); sleep 1; done`,
      ports: [8080, 9090],
    },
    { name: 'older', labels: { app: 'older' }, command: `echo "out ${word}"; exec sleep 1000000` },
    { name: 'plain', command: `echo "out ${word}"` },
  ];
}

/** The pod of a talker; its container is called `main`. */
export function podOf({ name, labels = {}, command, ports = [] }: Talker, namespace: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: {
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: 'main',
          image: 'busybox:1.37',
          command: ['sh', '-c', command],
          ports: ports.map((containerPort) => ({ containerPort })),
        },
      ],
    },
  };
}
