// The receivers of alerts: a fragment of Alertmanager's configuration, merged into the stack's.
import { type Document, isSeq } from 'yaml';
import { AppError } from '../../../shared/errors.ts';
import type { StackSettings } from '../../../shared/model/stack-settings.ts';
import { nodeOf } from '../../yaml/edit.ts';
import type { Yaml } from '../../yaml/word.ts';
import { valueAt, withValueAt } from '../manifests/at-path.ts';
import { edited, POD_SPEC, withContainers, withYamlFile } from '../manifests/edit.ts';
import { entriesOf, type Receivers, readReceivers } from './receivers-fragment.ts';
import type { Setting } from './setting.ts';
import { unclosedIn } from './template-syntax.ts';

/** Keys of this Secret, which the person makes or the window on their behalf, are files for the `…_file` fields of receivers. */
const SECRETS = { name: 'alertmanager-secrets', path: '/etc/alertmanager/secrets' } as const;

/** The file of the templates, beside Alertmanager's configuration. */
const TEMPLATES = 'settings.tmpl';

/** What the first route has only where it says nothing. */
const NOTHING = new Set(['continue', 'match', 'match_re', 'matchers', 'mute_time_intervals', 'active_time_intervals']);

/** Throws as {@link readReceivers} does, also where there is no Alertmanager to tell. */
export const receivers: Setting = (objects, { alerts }) => {
  assertTemplates(alerts.templates);
  const isSilent = alerts.receivers.trim() === '';
  if (isSilent && alerts.templates.trim() === '') return objects;
  const read = isSilent ? undefined : readReceivers(alerts.receivers);
  const files = templateFiles(alerts, read);
  const configured = edited(objects, 'ConfigMap', 'alertmanager-config', (object) => {
    const merged = withYamlFile(object, 'alertmanager.yml', (document) => merge(document, read, files));
    return files.includes(TEMPLATES) ? withValueAt(merged, ['data', TEMPLATES], alerts.templates) : merged;
  });
  return edited(configured, 'StatefulSet', 'alertmanager', withSecrets);
};

/** A sentence for each receiver that never hears of anything, and each text that Alertmanager takes and then cannot send. */
export function muteReceivers({ alerts }: StackSettings): readonly string[] {
  if (alerts.receivers.trim() === '') return [];
  const { idle, unclosed } = readReceivers(alerts.receivers);
  return [
    ...idle.map(
      (name) => `alerts.receivers has the receiver ${name}, which no route leads to: it never hears of anything.`,
    ),
    ...unclosed.map(
      (words) =>
        `alerts.receivers ${words}: Alertmanager takes it, and can send no message with it until it is mended.`,
    ),
  ];
}

function assertTemplates(text: string): void {
  const fault = unclosedIn(text);
  if (fault !== undefined)
    throw new AppError('badInput', `alerts.templates ${fault}.`, { subject: 'alerts.templates' });
}

/** Throws `badInput` for files of templates that nothing puts there. */
function templateFiles({ templates }: StackSettings['alerts'], read: Receivers | undefined): readonly string[] {
  const own = templates.trim() === '' ? [] : [TEMPLATES];
  const named = (read?.fragment.templates ?? []).map((name) => name ?? '');
  const mounted = named.filter((file) => file.startsWith(`${SECRETS.path}/`));
  if (own.length === 0 && mounted.length < named.length)
    throw new AppError(
      'badInput',
      'alerts.receivers templates: names files that are not there: put what is in them into the setting alerts.templates, which Alertmanager is then told of.',
      { subject: 'alerts.receivers' },
    );
  return [...mounted, ...own];
}

function merge(document: Document, read: Receivers | undefined, templates: readonly string[]): void {
  const append = (key: string, items: Yaml | undefined) => {
    if (!Array.isArray(items) || items.length === 0) return;
    const list = document.get(key);
    if (isSeq(list)) for (const item of items) list.add(nodeOf(item));
    else document.set(nodeOf(key), nodeOf(items));
  };
  append('templates', templates);
  if (read === undefined) return;
  const { fragment, written } = read;
  if (fragment.global != null) document.set(nodeOf('global'), nodeOf(written.get('global')));
  for (const [key, value] of entriesOf(written.get('route')))
    if (isSaid(fragment.route, key)) document.setIn(['route', key], nodeOf(value));
  append('receivers', written.get('receivers'));
  append('inhibit_rules', written.get('inhibit_rules'));
  // Two names for the same, of which the first is the older one.
  append('time_intervals', written.get('mute_time_intervals'));
  append('time_intervals', written.get('time_intervals'));
}

/** Of the first route: what is empty there says nothing, and `continue` is false anyway. */
function isSaid(route: object, key: string): boolean {
  const value: unknown = Reflect.get(route, key);
  return value != null && !NOTHING.has(key);
}

function withSecrets(object: Parameters<typeof withContainers>[0]): Parameters<typeof withContainers>[0] {
  const volume = { name: 'secrets', secret: { secretName: SECRETS.name, optional: true } };
  const mounted = withContainers(object, (container) => {
    const mounts = valueAt(container, ['volumeMounts']) as readonly unknown[];
    return withValueAt(
      container,
      ['volumeMounts'],
      [...mounts, { name: volume.name, mountPath: SECRETS.path, readOnly: true }],
    );
  });
  const path = [...POD_SPEC, 'volumes'];
  return withValueAt(mounted, path, [...(valueAt(mounted, path) as readonly unknown[]), volume]);
}
