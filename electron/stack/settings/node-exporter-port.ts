// The port of node-exporter on the nodes.
import { valueAt, withValueAt } from '../manifests/at-path.ts';
import { edited, withContainers } from '../manifests/edit.ts';
import type { Setting } from './setting.ts';

const NAME = 'node-exporter';
const LISTEN = '--web.listen-address=';

/** Where it listens, and where Prometheus finds it: by the port's name. */
export const nodeExporterPort: Setting = (objects, { nodeExporter: { port } }) =>
  edited(
    edited(objects, 'Service', NAME, (object) => withValueAt(object, ['spec', 'ports', 0, 'port'], port)),
    'DaemonSet',
    NAME,
    (object) =>
      withContainers(object, (container) =>
        container.name !== NAME
          ? container
          : {
              ...container,
              args: (valueAt(container, ['args']) as readonly string[]).map((arg) =>
                arg.startsWith(LISTEN) ? `${LISTEN}:${port}` : arg,
              ),
              ports: [{ name: 'http', containerPort: port }],
            },
      ),
  );
