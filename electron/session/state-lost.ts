// Says what of this process' memory could not be kept: in the log, and to who tells a person.
import type { Log } from '../log/log.ts';
import type { OnLost } from '../state-files/kept-text.ts';

/** An observer of a state file: writes `sentence` into the log, under `area`, and tells `onLost`. */
export function noteLost(log: Log, area: string, sentence: string, onLost: OnLost): OnLost {
  return (error) => {
    log.warn(area, sentence, { error });
    onLost(error);
  };
}
