// What a pod's environment and mounts tell its Grafana about signed logins.
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

/** A file that a container sees, where it comes from a Secret. */
function fileIn(store: Store, pod: JsonObject, container: JsonObject, path: string): string | undefined {
  const mounts = listAt(container, 'volumeMounts') as readonly JsonObject[];
  const mount = mounts.find((it) => path.startsWith(`${stringAt(it, 'mountPath')}/`));
  if (mount === undefined) return undefined;
  const volumes = listAt(pod, 'spec.volumes') as readonly JsonObject[];
  const source = objectAt(
    volumes.find((it) => it.name === mount.name),
    'secret',
  );
  const name = path.slice(stringAt(mount, 'mountPath').length + 1);
  const items = listAt(source, 'items') as readonly JsonObject[];
  const key =
    items.length === 0
      ? name
      : stringAt(
          items.find((it) => it.path === name),
          'key',
        );
  const secret = store.get(resourceOf('Secret'), stringAt(pod, 'metadata.namespace'), stringAt(source, 'secretName'));
  const value = objectAt(secret, 'data')[key];
  return typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : undefined;
}

function parsed(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  return isObject(value) ? value : {};
}
