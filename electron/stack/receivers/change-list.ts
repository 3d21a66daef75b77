// Changes Alertmanager's YAML as the form asks: what it does not know, and every comment, stays as somebody wrote it. Pure.
import { type Document, isSeq, type YAMLMap, YAMLSeq } from 'yaml';
import { AppError } from '../../../shared/errors.ts';
import type { ReceiverChange, ReceiverForm } from '../../../shared/model/receiver.ts';
import { NTFY_TEMPLATE, type ReceiverField, type ReceiverSecret } from '../../../shared/model/receiver-kinds.ts';
import { type Anchored, anchoredIn, changedAnchor } from '../../yaml/anchored.ts';
import { nodeOf } from '../../yaml/edit.ts';
import { type KeptYaml, openKept, writeKept } from '../../yaml/kept.ts';
import { Word } from '../../yaml/word.ts';
import { readReceivers } from '../settings/receivers-fragment.ts';
import { CONFIG_PATHS } from './config-paths.ts';
import { assertForm, textIn } from './faults.ts';
import { receiverOf } from './read-list.ts';
import { saidIn } from './routes.ts';
import { fileOf } from './secret-folder.ts';
import { isWritten, mapOf, renameRoutes, setTells, unsetTells } from './set-routes.ts';

const EMPTY = 'route:\n  receiver: nobody\n';

/** The YAML after a change. Throws `badInput`, with the field as its subject where it is about one. */
export function changeList(yaml: string, change: ReceiverChange): string {
  if (change.to === 'remove') return without(yaml, change.name);
  const changed = withForm(yaml, change.receiver, change.former);
  // Its own words say what of the rest Alertmanager would not take.
  readReceivers(changed);
  return changed;
}

function withForm(yaml: string, form: ReceiverForm, former: string | undefined): string {
  const isFirst = yaml.trim() === '';
  const fragment = isFirst ? undefined : readReceivers(yaml).fragment;
  const receivers = fragment?.receivers ?? [];
  const others = receivers.map(({ name }) => name).filter((name) => name !== former);
  assertForm(form, others, fragment?.global ?? {});
  const opened = open(isFirst ? EMPTY : yaml);
  const { document } = opened;
  const list = listIn(document);
  if (former === undefined) list.items.push(newReceiver(form));
  else {
    const index = receivers.findIndex(({ name }) => name === former);
    const receiver = receivers[index];
    if (receiver === undefined) throw gone(former);
    if (receiverOf(receiver).kind !== form.kind)
      throw new AppError('badInput', `${former} is of another kind: remove it, and add a new one.`, {
        subject: 'kind',
      });
    const node = mapOf(list.items[index]);
    if (form.name !== former) {
      node.set('name', nodeOf(form.name));
      renameRoutes(document, former, form.name);
    }
    const configs = node.get(CONFIG_PATHS[form.kind].list, true);
    write(mapOf(isSeq(configs) ? configs.items[0] : undefined), form);
  }
  if (form.tells !== undefined) {
    const route = former === undefined ? fragment?.route : renamed(opened);
    setTells(document, route ?? { receiver: 'nobody' }, form.name, form.tells);
  }
  return written(opened);
}

/** The routes as they are by now. */
function renamed(opened: Opened) {
  return readReceivers(written(opened)).fragment.route;
}

function without(yaml: string, name: string): string {
  const { fragment } = readReceivers(yaml);
  const index = fragment.receivers.findIndex((receiver) => receiver.name === name);
  if (index < 0) throw gone(name);
  const opened = open(yaml);
  const { document } = opened;
  unsetTells(document, fragment.route, name);
  if (fragment.receivers.length === 1) {
    const rest = [
      ...saidIn(fragment).filter((key) => key !== 'route' && key !== 'receivers'),
      ...saidIn(fragment.route).filter((key) => key !== 'receiver' && key !== 'routes'),
    ];
    if (rest.length === 0) return '';
    const words = `${name} is the last one, and the YAML says more than whom to tell (${rest.join(', ')}): empty it there.`;
    throw new AppError('badInput', words, { subject: 'name' });
  }
  listIn(document).items.splice(index, 1);
  const changed = written(opened);
  readReceivers(changed);
  return changed;
}

/** One document to be changed, and what its aliases stand for as it was written. */
interface Opened extends KeptYaml {
  readonly anchored: Anchored;
}

function open(yaml: string): Opened {
  const kept = openKept(yaml);
  const { document } = kept;
  if (document.errors.some(({ code }) => code === 'MULTIPLE_DOCS'))
    throw asYaml('The YAML has more than one document: leave one of them, without --- around it.');
  if (document.errors.length > 0) throw asYaml('The YAML has parts that cannot be changed from here: change it there.');
  if (!isWritten(document.contents))
    throw asYaml('Its first keys come from an alias of YAML (such as <<): change it as YAML.');
  return { ...kept, anchored: anchoredIn(document) };
}

function written(opened: Opened): string {
  const anchor = changedAnchor(opened.anchored, opened.document);
  if (anchor !== undefined) throw asYaml(`&${short(anchor)} is used elsewhere by an alias: change it as YAML.`);
  try {
    return writeKept(opened);
  } catch (cause) {
    throw asYaml('The YAML has aliases or parts that cannot be changed from here: change it there.', cause);
  }
}

/** It is made only where none is written, in whatever way. */
function listIn(document: Document): YAMLSeq {
  const list: unknown = document.get('receivers', true);
  if (isSeq(list)) return list;
  if (list !== undefined) throw asYaml('Its receivers are written by an alias of YAML: change them there.');
  const made = new YAMLSeq();
  document.set('receivers', made);
  return made;
}

function newReceiver(form: ReceiverForm): YAMLMap {
  const node = nodeOf({ name: form.name, [CONFIG_PATHS[form.kind].list]: [{}] }) as YAMLMap;
  const configs = node.get(CONFIG_PATHS[form.kind].list) as YAMLSeq;
  write(configs.items[0] as YAMLMap, form);
  return node;
}

/** Sets what the form knows, and takes away what was emptied. */
function write(config: YAMLMap, form: ReceiverForm): void {
  const { fields, secrets } = CONFIG_PATHS[form.kind];
  for (const [field, path] of Object.entries(fields)) put(config, path, fieldNode(form, field as ReceiverField));
  for (const [secret, path] of Object.entries(secrets)) {
    const key = form.secrets[secret as ReceiverSecret];
    put(config, path, key === undefined ? undefined : fileOf(key));
  }
}

function fieldNode(form: ReceiverForm, field: ReceiverField): string | Word | undefined {
  const value = textIn(form, field);
  if (value === '') return undefined;
  if (field === 'chatId') return new Word(value);
  return form.kind === 'ntfy' && field === 'url' ? withTemplate(value) : value;
}

/** The address to which ntfy makes words of what Alertmanager sends. */
function withTemplate(url: string): string {
  if (url.split(/[?&]/).slice(1).includes(NTFY_TEMPLATE)) return url;
  return `${url}${url.includes('?') ? '&' : '?'}${NTFY_TEMPLATE}`;
}

/** Maps that are empty after it go, too. */
function put(map: YAMLMap, [key = '', ...rest]: readonly string[], value: string | Word | undefined): void {
  if (rest.length === 0) {
    const node = value === undefined ? undefined : nodeOf(value);
    if (node === undefined) map.delete(key);
    else if (String(map.get(key)) !== String(value)) map.set(key, node);
    return;
  }
  const inner = map.get(key, true);
  const isThere = inner !== undefined && inner !== null && String(inner) !== '';
  if (!isThere && value === undefined) return;
  const below = isThere ? mapOf(inner) : (nodeOf({}) as YAMLMap);
  put(below, rest, value);
  if (below.items.length === 0) map.delete(key);
  else if (!isThere) map.set(key, below);
}

function gone(name: string): AppError {
  return new AppError('badInput', `The YAML has no receiver ${name} any more.`, { subject: 'name' });
}

/** A sentence has room for so much. */
function short(anchor: string): string {
  return anchor.length > 40 ? `${anchor.slice(0, 40)}…` : anchor;
}

function asYaml(message: string, cause?: unknown): AppError {
  return new AppError('badInput', message, { subject: 'name', cause });
}
