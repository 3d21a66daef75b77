// The settings of a pod's Grafana about signed logins, from its environment and mounts.
import { isObject, type JsonObject, listAt, objectAt, stringAt } from '../store/json.ts';
import { resourceOf } from '../store/resources.ts';
import type { Store } from '../store/store.ts';
import type { JwtSettings } from './jwt.ts';

/** Undefined where `[auth.jwt]` is not enabled, or its key is not where the settings say. */
export function jwtSettingsOf(store: Store, pod: JsonObject): JwtSettings | undefined {
  const [container = {}] = listAt(pod, 'spec.containers') as readonly JsonObject[];
  const variables = (listAt(container, 'env') as readonly JsonObject[]).map(
    (variable) => [stringAt(variable, 'name'), stringAt(variable, 'value')] as const,
  );
  const env = new Map(variables);
  const key = fileIn(store, pod, container, env.get('GF_AUTH_JWT_KEY_FILE') ?? '');
  if (env.get('GF_AUTH_JWT_ENABLED') !== 'true' || key === undefined) return undefined;
  return {
    key,
    headerName: (env.get('GF_AUTH_JWT_HEADER_NAME') ?? '').toLowerCase(),
    usernameClaim: env.get('GF_AUTH_JWT_USERNAME_CLAIM') ?? '',
    roleAttributePath: env.get('GF_AUTH_JWT_ROLE_ATTRIBUTE_PATH') ?? '',
    expectClaims: parsed(env.get('GF_AUTH_JWT_EXPECT_CLAIMS') ?? '{}'),
  };
}

/** A file that a container sees, where it comes from a Secret or a ConfigMap. */
function fileIn(store: Store, pod: JsonObject, container: JsonObject, path: string): string | undefined {
  const mounts = listAt(container, 'volumeMounts') as readonly JsonObject[];
  const mount = mounts.find((it) => path.startsWith(`${stringAt(it, 'mountPath')}/`));
  if (mount === undefined) return undefined;
  const volumes = listAt(pod, 'spec.volumes') as readonly JsonObject[];
  const volume = volumes.find((it) => it.name === mount.name);
  const name = path.slice(stringAt(mount, 'mountPath').length + 1);
  const namespace = stringAt(pod, 'metadata.namespace');
  // Of several that are projected into one folder, the last that has the file wins.
  return sourcesOf(volume)
    .flatMap((source) => valueIn(store, namespace, source, name) ?? [])
    .at(-1);
}

interface Source {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  readonly items: readonly JsonObject[];
}

/** What a volume consists of: one source, or those that are projected into it. */
function sourcesOf(volume: JsonObject | undefined): readonly Source[] {
  const parts = [...(volume === undefined ? [] : [volume]), ...(listAt(volume, 'projected.sources') as JsonObject[])];
  return parts.flatMap((part): Source[] => {
    const [secret, configMap] = [objectAt(part, 'secret'), objectAt(part, 'configMap')];
    const itemsOf = (source: JsonObject) => listAt(source, 'items') as readonly JsonObject[];
    return [
      // A volume of its own calls a Secret by another field than one that is projected.
      { kind: 'Secret', name: stringAt(secret, 'secretName') || stringAt(secret, 'name'), items: itemsOf(secret) },
      { kind: 'ConfigMap', name: stringAt(configMap, 'name'), items: itemsOf(configMap) },
    ];
  });
}

function valueIn(store: Store, namespace: string, { kind, name, items }: Source, file: string): string | undefined {
  if (name === '') return undefined;
  const key =
    items.length === 0
      ? file
      : stringAt(
          items.find((it) => it.path === file),
          'key',
        );
  const value = objectAt(store.get(resourceOf(kind), namespace, name), 'data')[key];
  if (typeof value !== 'string') return undefined;
  return kind === 'Secret' ? Buffer.from(value, 'base64').toString('utf8') : value;
}

function parsed(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  return isObject(value) ? value : {};
}
