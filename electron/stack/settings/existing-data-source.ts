// Grafana's data source for a Prometheus that is in the cluster already: its address, its certificate, its login.
// Source: https://grafana.com/docs/grafana/latest/administration/provisioning/#data-sources
import type { Document } from 'yaml';
import type { KubeObject } from '../../../shared/model/object.ts';
import {
  type ExistingPrometheus,
  pathOf,
  type SecretKey,
  secretKeysOf,
} from '../../../shared/model/settings/existing-prometheus.ts';
import { valueAt, withValueAt } from '../manifests/at-path.ts';
import { edited, setInFile, withContainers, withYamlFile } from '../manifests/edit.ts';
import { existingHost } from './existing-host.ts';

/** The variables by which Grafana knows the keys of the Secret: a file of the data source names them, and no value stands there. */
const VARIABLES: Readonly<Record<SecretKey, string>> = {
  username: 'PROMETHEUS_USERNAME',
  password: 'PROMETHEUS_PASSWORD',
  token: 'PROMETHEUS_TOKEN',
  'ca.crt': 'PROMETHEUS_CA',
};

/** The objects with a Grafana that asks it, where there is a Grafana. */
export function askingExisting(objects: readonly KubeObject[], existing: ExistingPrometheus): readonly KubeObject[] {
  const addressed = edited(objects, 'ConfigMap', 'grafana-datasources', (object) =>
    withYamlFile(
      setInFile(object, 'prometheus.yaml', ['datasources', 0, 'url'], urlOf(existing)),
      'prometheus.yaml',
      (document) => addAccess(document, existing),
    ),
  );
  const variables = variablesOf(existing);
  if (variables.length === 0) return addressed;
  return edited(addressed, 'Deployment', 'grafana', (object) =>
    withContainers(object, (container) => {
      if (container.name !== 'grafana') return container;
      const env = valueAt(container, ['env']);
      return withValueAt(container, ['env'], [...(Array.isArray(env) ? env : []), ...variables]);
    }),
  );
}

/** Grafana puts variables in: what stands in the path for itself is doubled. */
function urlOf(existing: ExistingPrometheus): string {
  const url = `${existing.scheme}://${existingHost(existing)}:${existing.port}${pathOf(existing)}`;
  return url.replaceAll('$', '$$$$');
}

function addAccess(document: Document, existing: ExistingPrometheus): void {
  const { auth, trust, serverName, tenant } = existing;
  const headers: readonly (readonly [string, string])[] = [
    ...(auth === 'bearer' ? ([['Authorization', `Bearer $${VARIABLES.token}`]] as const) : []),
    ...(tenant === undefined ? [] : ([['X-Scope-OrgID', tenant]] as const)),
  ];
  const set = (path: readonly string[], value: unknown) => document.setIn(['datasources', 0, ...path], value);
  if (auth === 'basic') {
    set(['basicAuth'], true);
    set(['basicAuthUser'], `$${VARIABLES.username}`);
    set(['secureJsonData', 'basicAuthPassword'], `$${VARIABLES.password}`);
  }
  if (trust === 'skipVerify') set(['jsonData', 'tlsSkipVerify'], true);
  if (serverName !== undefined) set(['jsonData', 'serverName'], serverName);
  if (trust === 'secret') {
    set(['jsonData', 'tlsAuthWithCACert'], true);
    set(['secureJsonData', 'tlsCACert'], `$${VARIABLES['ca.crt']}`);
  }
  for (const [index, [name, value]] of headers.entries()) {
    set(['jsonData', `httpHeaderName${index + 1}`], name);
    set(['secureJsonData', `httpHeaderValue${index + 1}`], value);
  }
}

/** Optional: without the Secret Grafana starts, and its data source says that it is not let in. */
function variablesOf(existing: ExistingPrometheus): readonly object[] {
  const { secret } = existing;
  return secretKeysOf(existing).map((key) => ({
    name: VARIABLES[key],
    valueFrom: { secretKeyRef: { name: secret, key, optional: true } },
  }));
}
