// The commands about things of the cluster: parts and pods of the stack, and alerts that fire. Each leads to the inspector.
import { IconFileText, IconRefresh } from '@tabler/icons-react';
import type { Alert, AlertReport } from '../../shared/model/alert.ts';
import { firingOf } from '../../shared/model/firing.ts';
import { nameOfObject } from '../../shared/model/object-name.ts';
import type { Overview, PartRow } from '../../shared/model/overview.ts';
import type { Opened } from '../status/object-address.ts';
import { toneOfHealth } from '../status/tones.ts';
import { shellText } from '../text/shell.ts';
import { StatusIcon } from '../ui/StatusIcon.tsx';
import type { Command } from './command.ts';

/** More of them wait until something is typed. */
const PARTS_AT_FIRST = 8;
const ALERTS_AT_FIRST = 3;
/** What makes pods, so that it can be started anew and has a log. */
const WITH_PODS: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet'];
const ICON = { size: 16, stroke: 1.6, 'aria-hidden': true } as const;

interface Doors {
  readonly open: (opened: Opened) => void;
  /** Where alerts are that are about no object. */
  readonly openAlerts: () => void;
}

/** Nothing while nothing is known of the cluster. */
export function thingCommands(
  overview: Overview | null | undefined,
  alerts: AlertReport | undefined,
  doors: Doors,
): readonly Command[] {
  const parts = overview?.parts ?? [];
  return [
    ...parts.filter(({ object }) => WITH_PODS.includes(object.kind)).flatMap((part) => workloadCommands(part, doors)),
    ...firingOf(alerts).map((alert, at) => ({ ...alertCommand(alert, doors), isOneOfMany: at >= ALERTS_AT_FIRST })),
    ...parts.map(({ title, object, health }, at) => ({
      id: `open:${nameOfObject(object)}`,
      group: 'things' as const,
      label: title,
      detail: object.kind,
      icon: <StatusIcon tone={toneOfHealth(health.state)} />,
      isOneOfMany: at >= PARTS_AT_FIRST,
      run: () => doors.open({ object }),
    })),
    ...(overview?.pods ?? []).map(({ namespace, name, health }) => {
      const object = { apiVersion: 'v1', kind: 'Pod', namespace, name };
      return {
        id: `open:${nameOfObject(object)}`,
        group: 'things' as const,
        label: name,
        detail: object.kind,
        icon: <StatusIcon tone={toneOfHealth(health.state)} />,
        isOneOfMany: true,
        run: () => doors.open({ object }),
      };
    }),
  ];
}

function workloadCommands({ title, object }: PartRow, { open }: Doors): readonly Command[] {
  const name = nameOfObject(object);
  const common = { group: 'do', isOneOfMany: true } as const;
  return [
    {
      ...common,
      id: `restart:${name}`,
      label: shellText.commands.restart(title),
      icon: <IconRefresh {...ICON} />,
      run: () => open({ object, isRestartAsked: true }),
    },
    {
      ...common,
      id: `logs:${name}`,
      label: shellText.commands.logs(title),
      icon: <IconFileText {...ICON} />,
      run: () => open({ object, tab: 'logs' }),
    },
  ];
}

function alertCommand({ fingerprint, summary, severity, object }: Alert, { open, openAlerts }: Doors): Command {
  return {
    id: `alert:${fingerprint}`,
    group: 'things',
    label: summary,
    detail: shellText.commands.alert,
    icon: <StatusIcon tone={severity === 'critical' ? 'bad' : severity === 'warning' ? 'warn' : 'none'} />,
    run: () => (object === undefined ? openAlerts() : open({ object })),
  };
}
