// The commands that open a dashboard of the stack in Grafana.
import { IconChartLine } from '@tabler/icons-react';
import type { Overview } from '../../shared/model/overview.ts';
import { shellText } from '../text/shell.ts';
import type { Command } from './command.ts';
import { DASHBOARDS } from './dashboards.ts';
import type { OpenTarget } from './use-open-target.ts';

/** Nothing while Grafana cannot be opened; those of a part that is not there are left out. */
export function dashboardCommands(grafana: OpenTarget, overview: Overview | null | undefined): readonly Command[] {
  if (grafana.obstacle !== undefined) return [];
  const parts = new Set(overview?.parts.map(({ object }) => object.name));
  return DASHBOARDS.filter(({ part }) => part === undefined || parts.has(part)).map(({ uid, title }) => ({
    id: `dashboard:${uid}`,
    group: 'things',
    label: shellText.commands.dashboard(title),
    icon: <IconChartLine size={16} stroke={1.6} aria-hidden />,
    isOneOfMany: true,
    run: () => grafana.openDashboard(uid),
  }));
}
