// The page of the logs: whose, of when, and the log itself; the address says all of it.
import { Button } from '@mantine/core';
import { LOG_SPANS } from '../../../shared/model/log-bounds.ts';
import { useOverview } from '../../ipc/queries.ts';
import { LogView } from '../../logs/LogView.tsx';
import { hasLoki } from '../../status/has-loki.ts';
import { type LogPlace, logAddress, logPlaceIn } from '../../status/log-address.ts';
import { useHash } from '../../status/use-hash.ts';
import { logsPageText } from '../../text/logs.ts';
import { Notice } from '../../ui/Notice.tsx';
import css from './LogsPage.module.css';
import { SourceChoice } from './SourceChoice.tsx';
import { TimeChoice } from './TimeChoice.tsx';
import { useContainers } from './use-containers.ts';

interface Props {
  /** Opens the settings of the stack at one of them. */
  readonly openSetting: (key: string) => void;
}

/** Where logs are switched on. */
const SETTING = 'components.logs';

export function LogsPage({ openSetting }: Props) {
  const hash = useHash(String);
  const place = logPlaceIn(hash);
  return (
    <div className={css.page}>
      <h1 className="visually-hidden">{logsPageText.title}</h1>
      {place === undefined ? <NothingChosen /> : <Log place={place} openSetting={openSetting} />}
    </div>
  );
}

function NothingChosen() {
  return (
    <div className={css.card}>
      <div className={css.bar}>
        <SourceChoice source={undefined} onChoose={choose} />
      </div>
      <Notice tone="none" title={logsPageText.nothingChosen} reason={logsPageText.nothingChosenReason}>
        <Button onClick={() => choose({ of: 'stack' })}>{logsPageText.stack}</Button>
      </Notice>
    </div>
  );
}

function Log({ place, openSetting }: Props & { readonly place: LogPlace }) {
  const overview = useOverview().data;
  const containers = useContainers(place.source);
  const isKept = hasLoki(overview) === true;
  const { source, container, previous = false, last, at } = place;
  // Without Loki nobody knows what was at a moment: what the kubelet has is shown.
  const isMoment = isKept && at !== undefined && !previous;
  const spanMs = last === undefined || isMoment || previous ? undefined : LOG_SPANS[last];
  return (
    <div className={css.card}>
      <LogView
        source={source}
        containers={containers}
        container={container}
        previous={previous}
        choose={(choice) => turnTo({ ...place, ...choice })}
        past={{ isKept, ...(spanMs === undefined ? {} : { spanMs }), ...(isMoment ? { at } : {}) }}
        leading={<SourceChoice source={source} onChoose={choose} />}
        time={
          previous ? null : <TimeChoice last={last} at={at} choose={(time) => turnTo({ source, container, ...time })} />
        }
        offer={
          hasLoki(overview) === false && overview?.installed && !previous ? (
            <div className={css.offer}>
              <Button variant="subtle" size="compact-sm" onClick={() => openSetting(SETTING)}>
                {logsPageText.keep}
              </Button>
              <p>{logsPageText.keepReason}</p>
            </div>
          ) : null
        }
      />
    </div>
  );
}

/** Whose log it is, is a step that Back undoes. */
function choose(source: LogPlace['source']): void {
  window.location.hash = logAddress({ source });
}

/** Another view of the same log is none. */
function turnTo(place: LogPlace): void {
  window.location.replace(logAddress(place));
}
