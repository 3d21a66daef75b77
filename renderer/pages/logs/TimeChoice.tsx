// Of when a log is: what is written now, how far back, or a moment that an address has named.
import { NativeSelect } from '@mantine/core';
import { LOG_SPANS, type LogSpan } from '../../../shared/model/log-bounds.ts';
import { formatLately } from '../../format/clock.ts';
import type { LogPlace } from '../../status/log-address.ts';
import { logsPageText } from '../../text/logs.ts';
import css from './LogsPage.module.css';

const MOMENT = 'at';
const NOW = 'now';

interface Props extends Pick<LogPlace, 'last' | 'at'> {
  readonly choose: (time: Pick<LogPlace, 'last' | 'at'>) => void;
}

export function TimeChoice({ last, at, choose }: Props) {
  const spans = Object.keys(LOG_SPANS) as LogSpan[];
  return (
    <NativeSelect
      size="xs"
      className={css.time}
      aria-label={logsPageText.time}
      value={at === undefined ? (last ?? NOW) : MOMENT}
      data={[
        { value: NOW, label: logsPageText.now },
        ...spans.map((span) => ({ value: span, label: logsPageText.spans[span] })),
        ...(at === undefined
          ? []
          : [{ value: MOMENT, label: logsPageText.at(formatLately(at / 1000, Date.now() / 1000)) }]),
      ]}
      onChange={({ currentTarget: { value } }) => {
        const span = spans.find((one) => one === value);
        if (value !== MOMENT) choose(span === undefined ? {} : { last: span });
      }}
    />
  );
}
