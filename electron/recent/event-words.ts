// Events in the words that the causes of problems have; what they do not know is quoted.
import { placeWords } from '../cluster/health/place-words.ts';
import { probeWords } from '../cluster/health/probe-words.ts';
import { sentenceOf } from './sentence.ts';

type Tell = (message: string) => string | undefined;

/** Event reason → words. Source: the kubelet's and the scheduler's events, https://kubernetes.io/docs/reference/kubernetes-api/ */
const WORDS: ReadonlyMap<string, Tell> = new Map<string, Tell>([
  ['BackOff', (message) => (/pulling image/i.test(message) ? 'its image cannot be had' : backOff(message))],
  [
    'Failed',
    (message) => (/ImagePull|pull image|InvalidImageName/i.test(message) ? 'its image cannot be had' : undefined),
  ],
  ['FailedScheduling', placeWords],
  ['Unhealthy', probeWords],
]);

function backOff(message: string): string | undefined {
  const container = /restarting failed container (\S{1,63})/.exec(message)?.[1];
  if (container !== undefined) return `container ${container} ends again and again`;
  return /restarting failed container/.test(message) ? 'its container ends again and again' : undefined;
}

/** One line of what an event of this `reason` says, at most 160 characters; empty where it says nothing. */
export function eventWords(reason: string, message: string): string {
  return sentenceOf(WORDS.get(reason)?.(message) ?? message.replace(/^Error: (?=\S)/, ''));
}
