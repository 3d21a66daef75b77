// The drawer's head: how it is, its name, what it is, and what can be done with it.
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconX } from '@tabler/icons-react';
import { forwardableOf } from '../../shared/model/forwardable.ts';
import type { Inspection } from '../../shared/model/inspection.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import { formatAge } from '../format/duration.ts';
import { useAppInfo } from '../ipc/queries.ts';
import { toneOfHealth } from '../status/tones.ts';
import { healthText } from '../text/health.ts';
import { inspectorText } from '../text/inspector.ts';
import { copyText } from '../ui/copy-text.ts';
import { StatusIcon } from '../ui/StatusIcon.tsx';
import { useNow } from '../ui/use-now.ts';
import type { Asking } from './action/asking.ts';
import { closeInspector } from './go.ts';
import css from './Inspector.module.css';
import { known } from './known.ts';
import { kubectlCommand } from './kubectl.ts';

const AGE_INTERVAL_MS = 10_000;

interface Props {
  readonly object: ObjectRef;
  readonly inspection: Inspection | undefined;
  /** Absent where there are none. */
  readonly showLogs: (() => void) | undefined;
  readonly openForward: (object: ObjectRef) => void;
  readonly ask: (verb: Asking['verb']) => void;
}

export function Head({ object, inspection, showLogs, openForward, ask }: Props) {
  const now = useNow(AGE_INTERVAL_MS);
  const { createdAt, can, health } = known(inspection) ?? {};
  const isLive = inspection?.state === 'there';
  const facts = [object.kind, object.namespace, createdAt === undefined ? undefined : formatAge(createdAt, now)];
  return (
    <header className={css.head}>
      <div className={css.title}>
        <StatusIcon
          tone={isLive && health !== undefined ? toneOfHealth(health.state) : 'none'}
          size={18}
          label={health === undefined ? healthText.state.Unknown : labelOf(healthText.state[health.state], isLive)}
        />
        <h2 className={css.name} title={object.name}>
          {object.name}
        </h2>
        <ActionIcon
          variant="subtle"
          className={css.close}
          aria-label={inspectorText.close}
          title={inspectorText.close}
          onClick={closeInspector}
        >
          <IconX size={16} aria-hidden />
        </ActionIcon>
        <p className={css.kind}>{facts.filter((fact) => fact !== undefined).join(' · ')}</p>
      </div>
      <div className={css.buttons}>
        {showLogs === undefined ? null : <Button onClick={showLogs}>{inspectorText.logs}</Button>}
        {isLive && can?.restart === true ? (
          <Button onClick={() => ask('restart')}>{inspectorText.restart}</Button>
        ) : null}
        <MoreMenu
          object={object}
          canForward={isLive && forwardableOf(object) !== undefined}
          canScale={isLive && can?.scale === true}
          canDelete={isLive}
          openForward={openForward}
          ask={ask}
        />
      </div>
    </header>
  );
}

function labelOf(state: string, isLive: boolean): string {
  return isLive ? state : healthText.past(state);
}

interface MenuProps extends Pick<Props, 'object' | 'openForward' | 'ask'> {
  readonly canForward: boolean;
  readonly canScale: boolean;
  readonly canDelete: boolean;
}

function MoreMenu({ object, canForward, canScale, canDelete, openForward, ask }: MenuProps) {
  const platform = useAppInfo().data?.platform ?? 'linux';
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={inspectorText.more} title={inspectorText.more}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => copyText(object.name)}>{inspectorText.copyName}</Menu.Item>
        <Menu.Item onClick={() => copyText(kubectlCommand(object, platform))}>{inspectorText.copyCommand}</Menu.Item>
        {canForward ? <Menu.Item onClick={() => openForward(object)}>{inspectorText.forward}</Menu.Item> : null}
        {canScale ? <Menu.Item onClick={() => ask('scale')}>{inspectorText.scale}</Menu.Item> : null}
        {canDelete ? (
          <>
            <Menu.Divider />
            <Menu.Item c="var(--bad)" onClick={() => ask('delete')}>
              {inspectorText.delete}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
