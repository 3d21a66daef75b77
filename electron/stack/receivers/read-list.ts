// Alertmanager's YAML as the list that the form shows: what of each receiver it knows, and what it keeps without knowing it. Pure.
import { isRecord } from '../../../shared/json.ts';
import type { Receiver, ReceiverList } from '../../../shared/model/receiver.ts';
import {
  NTFY_TEMPLATE,
  type ReceiverField,
  type ReceiverKind,
  type ReceiverSecret,
} from '../../../shared/model/receiver-kinds.ts';
import { readReceivers } from '../settings/receivers-fragment.ts';
import { CONFIG_PATHS } from './config-paths.ts';
import { saidIn, tellsOf } from './routes.ts';
import { SECRET_FOLDER } from './secret-folder.ts';

/** Each leaf below a value, by its path. */
type Leaves = ReadonlyMap<string, unknown>;

/** Throws as {@link readReceivers}. Nothing typed is no receivers. */
export function readList(yaml: string): ReceiverList {
  if (yaml.trim() === '') return { receivers: [], beyond: [] };
  const { fragment } = readReceivers(yaml);
  return {
    receivers: fragment.receivers.map((receiver) => ({
      ...receiverOf(receiver),
      name: receiver.name,
      tells: tellsOf(fragment.route, receiver.name),
    })),
    beyond: saidIn(fragment).filter((key) => key !== 'route' && key !== 'receivers'),
  };
}

/** What is said of a receiver beside its name and its routes. */
export function receiverOf(receiver: object): Pick<Receiver, 'kind' | 'fields' | 'secrets' | 'beyond'> {
  const keys = saidIn(receiver).filter((key) => key !== 'name');
  const asYaml = { kind: 'yaml' as const, fields: {}, secrets: {}, beyond: [...keys] };
  const lists = keys.filter((key) => key.endsWith('_configs'));
  const configs: readonly unknown[] = lists.flatMap((key) => Reflect.get(receiver, key) ?? []);
  const [config] = configs;
  const [list = ''] = lists;
  if (lists.length !== 1 || configs.length !== 1 || !isRecord(config)) return asYaml;
  const leaves = leavesOf(config);
  const kind = kindOf(list, leaves);
  if (kind === undefined) return asYaml;
  const { fields: fieldPaths, secrets: secretPaths } = CONFIG_PATHS[kind];
  const fields: Partial<Record<ReceiverField, string>> = {};
  const secrets: Partial<Record<ReceiverSecret, string>> = {};
  const known = new Set<string>();
  for (const [field, path] of Object.entries(fieldPaths)) {
    const value = leaves.get(path.join('.'));
    known.add(path.join('.'));
    if (value === undefined) continue;
    const text = String(value);
    fields[field as ReceiverField] = kind === 'ntfy' && field === 'url' ? withoutTemplate(text) : text;
  }
  for (const [secret, path] of Object.entries(secretPaths)) {
    const value = leaves.get(path.join('.'));
    known.add(path.join('.'));
    if (value === undefined) continue;
    const key = keyOfFile(String(value));
    // A file of another place is nobody's to write.
    if (key === undefined) return asYaml;
    secrets[secret as ReceiverSecret] = key;
  }
  const others = [...leaves.keys()].filter((path) => !known.has(path));
  return { kind, fields, secrets, beyond: [...keys.filter((key) => key !== list), ...others] };
}

function kindOf(list: string, leaves: Leaves): ReceiverKind | undefined {
  if (list !== 'webhook_configs') {
    const kinds = Object.keys(CONFIG_PATHS) as ReceiverKind[];
    return kinds.find((kind) => CONFIG_PATHS[kind].list === list);
  }
  const url = String(leaves.get('url') ?? '');
  const file = String(leaves.get('url_file') ?? '');
  return url.split(/[?&]/).slice(1).includes(NTFY_TEMPLATE) || file.endsWith('-ntfy-url') ? 'ntfy' : 'webhook';
}

function withoutTemplate(url: string): string {
  const [base = '', ...query] = url.split(/[?&]/);
  const others = query.filter((part) => part !== NTFY_TEMPLATE);
  return others.length === 0 ? base : `${base}?${others.join('&')}`;
}

function keyOfFile(file: string): string | undefined {
  const key = file.startsWith(SECRET_FOLDER) ? file.slice(SECRET_FOLDER.length) : '';
  return /^(?!\.)[-._a-zA-Z0-9]{1,200}$/.test(key) ? key : undefined;
}

function leavesOf(value: Readonly<Record<string, unknown>>, before: readonly string[] = []): Leaves {
  const leaves = new Map<string, unknown>();
  for (const key of saidIn(value)) {
    const inner = value[key];
    const path = [...before, key];
    if (isRecord(inner) && Object.keys(inner).length > 0)
      for (const [name, leaf] of leavesOf(inner, path)) leaves.set(name, leaf);
    else if (inner !== '') leaves.set(path.join('.'), inner);
  }
  return leaves;
}
