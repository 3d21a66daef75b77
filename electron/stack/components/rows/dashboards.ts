// The dashboards of metrics.
import type { ComponentRow } from './row.ts';
import { grafana } from './grafana.ts';

export const dashboards: ComponentRow = { name: 'dashboards', choice: grafana.choice, needs: [grafana] };
