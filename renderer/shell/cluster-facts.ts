// The chosen cluster as the header tells it: a tone, a name, a few words.
import { assertNever } from '../../shared/assert-never.ts';
import type { ClusterContext, ClusterStatus } from '../../shared/model/cluster.ts';
import type { Verdict } from '../../shared/model/overview.ts';
import { toneOfVerdict } from '../status/tones.ts';
import { shellText } from '../text/shell.ts';
import type { Tone } from '../ui/tone.ts';

export interface ClusterFacts {
  readonly tone: Tone;
  readonly name: string;
  readonly facts: string;
  readonly isDemo: boolean;
}

/** The demo cluster has a name in the person's language; contexts keep their own. */
export function nameOf(context: ClusterContext): string {
  return context.kind === 'demo' ? shellText.header.demoName : context.name;
}

export function clusterFacts(status: ClusterStatus | undefined, verdict: Verdict | undefined): ClusterFacts {
  if (status === undefined || status.state === 'none') {
    return { tone: 'none', name: shellText.header.noCluster, facts: '', isDemo: false };
  }
  const common = { name: nameOf(status.context), isDemo: status.context.kind === 'demo' };
  switch (status.state) {
    case 'connecting':
      return { ...common, tone: 'busy', facts: shellText.header.connecting };
    case 'unreachable':
      return { ...common, tone: 'bad', facts: shellText.header.unreachable };
    case 'connected': {
      const { distribution, version, nodeCount, place } = status;
      const isElsewhere = place?.where === 'elsewhere' || place?.where === 'behind';
      const facts = shellText.header.facts(distribution, version, nodeCount, isElsewhere);
      return { ...common, tone: verdict === undefined ? 'busy' : toneOfVerdict(verdict.level), facts };
    }
    default:
      return assertNever(status);
  }
}
