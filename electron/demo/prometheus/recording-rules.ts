// The recording rules that the demo cluster's Prometheus has loaded: read from the ConfigMaps that its pod mounts. They are not evaluated.
import { parse } from 'yaml';
import { type Json, type JsonObject, listAt, objectAt, stringAt } from '../store/json.ts';
import { resourceOf } from '../store/resources.ts';
import type { Store } from '../store/store.ts';
import { findPrometheus } from './targets.ts';

/** As `/api/v1/rules?type=record` has them; none while Prometheus does not run. */
export function recordingGroupsIn(store: Store): readonly object[] {
  const prometheus = findPrometheus(store);
  if (prometheus === undefined) return [];
  const namespace = stringAt(prometheus, 'metadata.namespace');
  const files = listAt(prometheus, 'spec.volumes').flatMap((volume) => {
    const config = store.get(resourceOf('ConfigMap'), namespace, stringAt(volume, 'configMap.name'));
    return Object.entries(objectAt(config, 'data'));
  });
  return files.flatMap(([file, text]) =>
    typeof text !== 'string' || !text.includes('record:')
      ? []
      : (listAt(parsed(text), 'groups') as readonly JsonObject[]).map((group) => ({
          name: stringAt(group, 'name'),
          file,
          rules: (listAt(group, 'rules') as readonly JsonObject[])
            .filter((rule) => stringAt(rule, 'record') !== '')
            .map((rule) => ({
              name: stringAt(rule, 'record'),
              query: stringAt(rule, 'expr'),
              type: 'recording',
              health: 'unknown',
            })),
        })),
  );
}

function parsed(text: string): Json {
  try {
    return parse(text) as Json;
  } catch {
    return {};
  }
}
