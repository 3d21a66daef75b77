// The entries of a kubeconfig's three lists, typed as kubectl types them. One that is half written spoils itself alone.
import { z } from 'zod';
import { isRecord } from '../../shared/json.ts';

/** kubectl takes null, and what is not there, for empty text. */
const text = z
  .string()
  .nullish()
  .transform((value) => value || undefined);
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? undefined);
const base64 = text.transform((value, context) => {
  const data = value?.replace(/[\r\n]/g, '');
  if (data !== undefined && !isBase64(data)) context.addIssue({ code: 'custom', message: 'is not base64' });
  return data;
});
const texts = z
  .array(z.string().nullable())
  .nullish()
  .transform((values) => values?.map((value) => value ?? ''));

const clusterSchema = z.object({
  server: text.transform((value) => value ?? ''),
  'certificate-authority': text,
  'certificate-authority-data': base64,
  'insecure-skip-tls-verify': flag,
  'tls-server-name': text,
  'proxy-url': text,
});

const variableSchema = z
  .object({ name: text, value: text })
  .nullable()
  .transform((variable) => ({ name: variable?.name ?? '', value: variable?.value ?? '' }));

const execSchema = z.object({
  apiVersion: text,
  command: text.transform((value) => value ?? ''),
  args: texts,
  env: z.array(variableSchema).nullish(),
  installHint: text,
  interactiveMode: text,
  provideClusterInfo: flag,
});

const userSchema = z.object({
  token: text,
  tokenFile: text,
  username: text,
  password: text,
  'client-certificate': text,
  'client-certificate-data': base64,
  'client-key': text,
  'client-key-data': base64,
  exec: execSchema.nullish(),
  'auth-provider': z.unknown().optional(),
  as: text,
  'as-uid': text,
  'as-groups': texts,
});

const contextSchema = z.object({ cluster: text, user: text, namespace: text });

/** `clusters[].cluster`. Source: https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/ */
export type KubeconfigCluster = Partial<z.output<typeof clusterSchema>> & { readonly server: string };
/** `users[].user`. */
export type KubeconfigUser = Partial<Omit<z.output<typeof userSchema>, 'exec'>> & {
  readonly exec?: KubeconfigExec | null | undefined;
};
/** `users[].user.exec`. */
export type KubeconfigExec = Partial<z.output<typeof execSchema>> & { readonly command: string };
/** `contexts[].context`. */
export type KubeconfigContext = Partial<z.output<typeof contextSchema>>;

/** What stands under a name, or why it cannot be used: the end of a sentence, with nothing of the entry in it. */
export type Entry<T> =
  | { readonly value: T; readonly problem?: never }
  | { readonly value?: never; readonly problem: string };

/** A list by name, and what is wrong with it where no name can say it: sentences' ends. */
export interface Entries<T> {
  readonly byName: ReadonlyMap<string, Entry<T>>;
  readonly problems: readonly string[];
}

/** Reads `clusters`. */
export const readClusters = (list: unknown): Entries<KubeconfigCluster> =>
  readEntries('clusters', 'cluster', clusterSchema, list);
/** Reads `users`. */
export const readUsers = (list: unknown): Entries<KubeconfigUser> => readEntries('users', 'user', userSchema, list);
/** Reads `contexts`. */
export const readContexts = (list: unknown): Entries<KubeconfigContext> =>
  readEntries('contexts', 'context', contextSchema, list);

function readEntries<T>(listName: string, field: string, schema: z.ZodType<T>, list: unknown): Entries<T> {
  if (list === undefined || list === null) return { byName: new Map(), problems: [] };
  if (!Array.isArray(list)) return { byName: new Map(), problems: [`${listName} is not a list`] };
  const byName = new Map<string, Entry<T>>();
  const problems: string[] = [];
  for (const [index, item] of list.entries()) {
    const { name, problem } = nameOf(item);
    if (name === undefined) problems.push(`${listName}[${index}] ${problem}`);
    // kubectl refuses the whole file then: which one is meant, nobody knows.
    else if (byName.has(name)) byName.set(name, { problem: `${listName} has ${name} twice` });
    else byName.set(name, readEntry(schema, item[field], `${listName}[${index}].${field}`));
  }
  return { byName, problems };
}

type Named =
  | { readonly name: string; readonly problem?: never }
  | { readonly name?: undefined; readonly problem: string };

function nameOf(item: unknown): Named {
  if (!isRecord(item)) return { problem: item === null ? 'is empty' : 'is not a map' };
  const { name } = item;
  if (name === undefined || name === null || name === '') return { problem: 'has no name' };
  return typeof name === 'string' ? { name } : { problem: `has a name that is ${kindOf(name)}: put it in quotes` };
}

function readEntry<T>(schema: z.ZodType<T>, value: unknown, place: string): Entry<T> {
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return { value: parsed.data };
  const [issue] = parsed.error.issues;
  const path = issue?.path ?? [];
  const found = path.reduce<unknown>((inner, key) => (inner as Readonly<Record<PropertyKey, unknown>>)[key], value);
  const field = formatPath([place, ...path]);
  if (issue?.code === 'custom') return { problem: `${field} ${issue.message}` };
  const expected = issue?.code === 'invalid_type' ? issue.expected : 'string';
  if (expected === 'string') return { problem: `${field} is ${kindOf(found)} where text is expected${quotes(found)}` };
  const wanted = expected === 'boolean' ? 'true or false' : expected === 'array' ? 'a list' : 'a map';
  return { problem: `${field} is ${kindOf(found)} where ${wanted} is expected` };
}

function kindOf(value: unknown): string {
  switch (typeof value) {
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false to YAML';
    case 'string':
      return 'text';
    case 'object':
      return value === null ? 'empty' : Array.isArray(value) ? 'a list' : 'a map';
    default:
      return 'missing';
  }
}

function quotes(value: unknown): string {
  return typeof value === 'number' || typeof value === 'boolean' ? ': put it in quotes' : '';
}

function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((head, key) => {
    if (typeof key === 'number') return `${head}[${key}]`;
    return head === '' ? String(key) : `${head}.${String(key)}`;
  }, '');
}

function isBase64(data: string): boolean {
  return data.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(data);
}
