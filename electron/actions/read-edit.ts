// The text of an editor as the object that it is about, and no other.
import { AppError } from '../../shared/errors.ts';
import { isRecord, type Json, record, text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { readDocuments } from '../yaml/documents.ts';
import { YamlFault } from '../yaml/yaml-fault.ts';

/** Fields that the API server writes: whatever an editor has of them is as old as the text. */
const SERVERS_OWN: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

/** The one object in `yaml`, read as kubectl reads it. Throws `badInput` for anything else. */
export function readEdit(yaml: string): Json {
  const values = documentsIn(yaml)
    .map(({ value }) => value)
    .filter((value) => value !== null);
  const [value] = values;
  if (values.length !== 1) {
    throw refused(
      values.length === 0
        ? 'There is no object in the text.'
        : `There are ${values.length} objects in the text: leave one.`,
    );
  }
  if (!isRecord(value)) throw refused('The text is no object: it has no fields.');
  return value;
}

function documentsIn(yaml: string): ReturnType<typeof readDocuments> {
  try {
    return readDocuments(yaml);
  } catch (error) {
    if (error instanceof YamlFault) throw refused(`The text is no YAML: ${error.message}.`);
    throw error;
  }
}

/**
 * Throws `badInput` where the text is about another object than `live`, naming the field, and `conflict` where it is older than
 * what was changed since. What a controller reports makes a new version of it, but no new generation: that does no harm.
 */
export function assertSame(edited: Json, live: KubeObject): void {
  const metadata = record(edited.metadata);
  const same = (field: string, found: unknown, wanted: string | undefined, isNeeded: boolean): void => {
    if (found === wanted || (found === undefined && !isNeeded)) return;
    throw refused(
      `${field} is ${found === undefined ? 'missing' : 'another'}: an edit keeps it as ${wanted ?? 'it is, without one'}.`,
    );
  };
  same('apiVersion', edited.apiVersion, live.apiVersion, true);
  same('kind', edited.kind, live.kind, true);
  same('metadata.name', metadata.name, live.metadata.name, true);
  same('metadata.namespace', metadata.namespace, live.metadata.namespace, false);
  same('metadata.uid', metadata.uid, live.metadata.uid, false);
  const version = text(metadata.resourceVersion);
  const { resourceVersion, generation } = live.metadata;
  const isCounted = generation !== undefined && metadata.generation === generation;
  if (version === '' || version === resourceVersion || isCounted) return;
  throw new AppError(
    'conflict',
    `${live.kind} ${live.metadata.name} has changed since this text was opened: open it again.`,
  );
}

/** Of an object, what a person may write: without the API server's own fields, and without what controllers report. */
export function editable({ status: _status, metadata, ...fields }: Json): Json {
  const own = Object.entries(record(metadata)).filter(([field]) => !SERVERS_OWN.has(field));
  return { ...fields, metadata: Object.fromEntries(own) };
}

function refused(message: string): AppError {
  return new AppError('badInput', message);
}
