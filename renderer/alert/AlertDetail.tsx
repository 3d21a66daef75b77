// The words of an alert's rule: what it means, what to do, where to see more.
import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { Alert } from '../../shared/model/alert.ts';
import { hasLog } from '../../shared/model/log-bounds.ts';
import { logAddress } from '../status/log-address.ts';
import { alertText } from '../text/alerts.ts';
import { logsPageText } from '../text/logs.ts';
import { CopyLine } from '../ui/CopyLine.tsx';
import { isLong } from '../ui/SentenceCell.tsx';
import { AlertChart } from './AlertChart.tsx';
import css from './AlertDetail.module.css';
import { AlertLabels } from './AlertLabels.tsx';
import { codeIn } from './code-in.ts';
import { SilencedBy } from './SilencedBy.tsx';
import { SilenceForm } from './SilenceForm.tsx';

interface Props {
  readonly alert: Alert;
  readonly openDashboard: (uid: string) => void;
  /** Nothing above it says which alert it is. */
  readonly isAlone?: boolean;
}

export function AlertDetail({ alert, openDashboard, isAlone = false }: Props) {
  const { summary, description, action, runbook, dashboard, labels, object, since } = alert;
  return (
    <div className={css.detail}>
      {isAlone ? <h3 className={css.heading}>{summary}</h3> : isLong(summary) ? <p>{summary}</p> : null}
      {description === undefined ? null : <p>{description}</p>}
      {action === undefined ? null : (
        <>
          <h3 className={css.heading}>{alertText.action}</h3>
          <p>
            <Action words={action} />
          </p>
        </>
      )}
      {runbook === undefined ? null : (
        <>
          <h3 className={css.heading}>{alertText.more}</h3>
          <CopyLine value={runbook} />
        </>
      )}
      <AlertLabels labels={labels} />
      {dashboard === undefined ? null : (
        <Button
          variant="default"
          size="xs"
          className={css.open}
          rightSection={<IconExternalLink size={14} />}
          onClick={() => openDashboard(dashboard)}
        >
          {alertText.dashboard}
        </Button>
      )}
      {object === undefined || !hasLog(object.kind) ? null : (
        <Button
          component="a"
          variant="default"
          size="xs"
          className={css.open}
          href={logAddress({ source: { of: 'object', object }, at: since })}
        >
          {logsPageText.atMoment}
        </Button>
      )}
      {alert.state === 'firing' ? <SilenceForm fingerprint={alert.fingerprint} /> : null}
      {alert.silencedBy === undefined ? null : <SilencedBy ids={alert.silencedBy} />}
      <AlertChart fingerprint={alert.fingerprint} />
    </div>
  );
}

/** Commands stand between backticks. */
function Action({ words }: { readonly words: string }) {
  // Parts never change their places: the words are one alert's.
  return codeIn(words).map(({ isCode, words: part, at }) =>
    isCode ? <code key={at}>{part}</code> : <span key={at}>{part}</span>,
  );
}
