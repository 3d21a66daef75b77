// The dashboards of metrics.
import { grafana } from './grafana.ts';
import type { ComponentRow } from './row.ts';

export const dashboards: ComponentRow = { name: 'dashboards', choice: grafana.choice, needs: [grafana] };
