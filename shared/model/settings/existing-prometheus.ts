// A Prometheus that is in the cluster already, or what speaks its HTTP API: where it is, and how it is asked.
import { z } from 'zod';
import { objectName, port, serviceName } from './fields.ts';

/** Segments of a URL's path, none of them `.` or `..`: no query, no fragment, nothing that a proxy would read otherwise. */
const PATH = /^(?:\/(?!\.{1,2}(?:\/|$))(?:[\w.~!$&'()*+,;=:@-]|%[0-9a-fA-F]{2})+)*\/?$/;

/** As Mimir and Cortex take them: https://grafana.com/docs/mimir/latest/configure/about-tenant-ids/ */
const TENANT = /^[\w!.*'()|-]+$/;

export const existingPrometheusSchema = z
  .strictObject({
    namespace: serviceName(63).meta({ title: 'Namespace', description: 'Where its Service is.' }),
    service: serviceName(63).meta({ title: 'Service', description: 'Name of its Service.' }),
    port: port.default(9090).meta({ title: 'Port', description: 'Port of its Service.' }),
    path: z
      .string()
      .max(1_000, 'must be at most 1000 characters')
      .regex(/^(\/|$)/, 'must begin with a slash')
      .regex(PATH, 'must be the path of a URL, such as /prometheus or /select/0/prometheus')
      .default('/')
      .meta({
        title: 'Path',
        description:
          'What stands before /api/v1: the route prefix of Prometheus, /prometheus for Mimir, /select/0/prometheus for a cluster of VictoriaMetrics.',
      }),
    scheme: z.enum(['http', 'https'], 'must be http or https').default('http').meta({
      title: 'Scheme',
      description: 'https where it serves TLS by itself.',
    }),
    trust: z.enum(['system', 'secret', 'skipVerify'], 'must be system, secret or skipVerify').default('system').meta({
      title: 'Trust',
      description:
        'Which certificate is taken over https. system: one of a public authority. secret: one of the authority in ca.crt of the Secret. skipVerify: any, which proves nothing.',
    }),
    serverName: z
      .string()
      .max(253, 'must be at most 253 characters')
      .regex(/^[a-zA-Z0-9]([-a-zA-Z0-9.]*[a-zA-Z0-9])?$/, 'must be the name of a host')
      .exactOptional()
      .meta({
        title: 'Server name',
        description: 'The name in its certificate. Without one it is SERVICE.NAMESPACE.svc.',
      }),
    auth: z.enum(['none', 'basic', 'bearer'], 'must be none, basic or bearer').default('none').meta({
      title: 'Login',
      description: 'basic: username and password of the Secret. bearer: token of the Secret.',
    }),
    secret: objectName.exactOptional().meta({
      title: 'Secret',
      description:
        'Name of a Secret in the namespace of the stack that you make, with keys username and password, or token, and ca.crt.',
    }),
    tenant: z
      .string()
      .max(150, 'must be at most 150 characters')
      .regex(TENANT, 'must be the name of a tenant')
      .exactOptional()
      .meta({ title: 'Tenant', description: 'Sent as X-Scope-OrgID, which Mimir and Cortex ask for.' }),
  })
  .superRefine(({ scheme, trust, serverName, auth, secret }, context) => {
    const refuse = (key: string, message: string) => context.addIssue({ code: 'custom', path: [key], message });
    const isPlain = scheme === 'http';
    if (isPlain && trust !== 'system') refuse('trust', `is ${trust}, which is about https: set scheme to https`);
    if (isPlain && serverName !== undefined) refuse('serverName', 'is about https: set scheme to https');
    if (secret !== undefined) return;
    if (auth !== 'none') refuse('secret', `is missing, and auth is ${auth}: name the Secret with the login`);
    else if (trust === 'secret') refuse('secret', 'is missing, and trust is secret: name the Secret with ca.crt');
  });

export type ExistingPrometheus = z.output<typeof existingPrometheusSchema>;

/** The keys of the Secret that hold what these settings ask for. */
export function secretKeysOf({ auth, trust }: ExistingPrometheus): readonly SecretKey[] {
  return [...KEYS_OF_AUTH[auth], ...(trust === 'secret' ? (['ca.crt'] as const) : [])];
}

/** As Kubernetes' own kinds of Secrets call them: https://kubernetes.io/docs/concepts/configuration/secret/#secret-types */
export type SecretKey = 'username' | 'password' | 'token' | 'ca.crt';

const KEYS_OF_AUTH = {
  none: [],
  basic: ['username', 'password'],
  bearer: ['token'],
} as const satisfies Readonly<Record<ExistingPrometheus['auth'], readonly SecretKey[]>>;

/** The path without a slash at its end: '' or `/prometheus`. */
export function pathOf({ path }: Pick<ExistingPrometheus, 'path'>): string {
  return path.replace(/\/$/, '');
}
