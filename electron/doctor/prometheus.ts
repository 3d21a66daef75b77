// The links behind the exporter: Prometheus' target, the series and what is recorded of them.

import { readOf } from '../node-files/fact.ts';
import { quoted } from './commands.ts';
import { notWanted } from './exporter.ts';
import type { Facts, TargetFacts } from './facts.ts';
import { broken, type Finding, gpuCount, notNeeded, ok, seen, unknown } from './finding.ts';
import { restOf, restSentence } from './sleep.ts';

const MEANING = 'Prometheus gets no numbers of the GPU.';
const PUT_BACK = { what: 'See what was changed by hand, and put it back', command: 'odin drift --put-back' };
/** What a connection ends with that a network policy cuts off, or that finds nobody. */
const CUT_OFF = /deadline exceeded|i\/o timeout|connection refused|no route to host|connection reset/i;

/** Why there is nothing behind the exporter to look at; undefined where there has to be. */
export function followsExporter(facts: Facts): Finding | undefined {
  const cause = notWanted(facts)?.cause;
  if (cause === undefined) return undefined;
  const isInstalled = cause !== 'notInstalled';
  return notNeeded(isInstalled ? 'Without an exporter there is nothing to look at.' : 'It comes with the stack.', {
    cause,
  });
}

export function judgeTarget(facts: Facts): Finding {
  const reason = followsExporter(facts);
  if (reason !== undefined) return reason;
  const { prometheus, stack } = facts;
  const targets = readOf(prometheus?.targets);
  if (prometheus === undefined || targets === undefined) {
    return unknown('What Prometheus scrapes cannot be read.', prometheus?.targets);
  }
  const down = targets.find(({ health }) => health === 'down');
  if (down !== undefined) return judgeDown(facts, down);
  if (targets.length === 0) {
    if (readOf(stack)?.hasOtherPrometheus === true) {
      return unknown('The chosen Prometheus has no job for the exporter by its name; by another it may have.');
    }
    return broken(
      'noTarget',
      'Prometheus does not know the exporter: its job or its Service was changed; put it back.',
      [seen(prometheus.targets, 'no target of the exporter’s job')],
      { meaning: MEANING, repair: 'putBack', fixes: [PUT_BACK] },
    );
  }
  if (targets.some(({ health }) => health === 'unknown'))
    return unknown('Prometheus has not scraped the exporter yet.');
  return ok(
    'Prometheus scrapes the exporter.',
    ...targets.slice(0, 3).map(({ url }) => seen(prometheus.targets, `${url} is up`)),
  );
}

function judgeDown({ cluster, page, prometheus }: Facts, { url, lastError }: TargetFacts): Finding {
  const evidence = seen(prometheus?.targets ?? { from: 'Prometheus’ targets' }, `${url}: ${lastError}`);
  // A tunnel through the kubelet obeys no network policy: who answers there, and is not reached from a pod, is cut off.
  const answers = page !== undefined && readOf(page) !== undefined;
  if (CUT_OFF.test(lastError) && answers) {
    const policies = readOf(cluster?.policies);
    const told =
      cluster === undefined || policies === undefined ? [] : [seen(cluster.policies, policies.join(', ') || 'none')];
    return broken(
      'targetRefused',
      'The exporter answers, and Prometheus cannot reach it: a network policy stands between them.',
      [evidence, ...told],
      {
        meaning: MEANING,
        repair: 'putBack',
        fixes: [PUT_BACK, { what: 'See the policies', command: 'kubectl describe networkpolicies -n monitoring' }],
      },
    );
  }
  return broken('targetDown', 'Prometheus cannot scrape the exporter: see its last error.', [evidence], {
    meaning: MEANING,
    repair: 'putBack',
    fixes: [
      PUT_BACK,
      {
        what: 'See the exporter’s log',
        command: 'kubectl logs -n monitoring -l app.kubernetes.io/component=exporter --all-containers --tail=50',
      },
    ],
  });
}

export function judgeSeries(facts: Facts): Finding {
  const reason = followsExporter(facts);
  if (reason !== undefined) return reason;
  const { prometheus, stack } = facts;
  const series = readOf(prometheus?.series);
  if (prometheus === undefined || series === undefined)
    return unknown('The series of the GPU cannot be read.', prometheus?.series);
  const rules = readOf(prometheus.rules);
  if (readOf(stack)?.hasOtherPrometheus === false && rules?.length === 0) {
    return broken(
      'ruleMissing',
      'Prometheus has no recording rules of the GPU: they were changed by hand; put them back.',
      [seen(prometheus.rules, 'none that records odin:gpu_…')],
      { meaning: 'Dashboards and alerts ask for what these rules record.', repair: 'putBack', fixes: [PUT_BACK] },
    );
  }
  const recorded = rules === undefined ? [] : [seen(prometheus.rules, `${rules.length} rules record the GPU`)];
  const rest = restOf(facts);
  if (rest !== undefined)
    return ok(restSentence(rest), seen(prometheus.series, 'the gate’s series are there'), ...recorded);
  if (series.gpus > 0)
    return ok('Prometheus has series of the GPU.', seen(prometheus.series, gpuCount(series.gpus)), ...recorded);
  const targets = readOf(prometheus.targets) ?? [];
  if (readOf(stack)?.hasOtherPrometheus === true && targets.length === 0) {
    return broken(
      'notScraped',
      'The chosen Prometheus has no series of a GPU, nor is it seen to scrape the exporter: let it do so.',
      [
        seen(prometheus.series, 'none'),
        seen(
          prometheus.targets,
          'unread' in prometheus.targets ? prometheus.targets.unread : 'none of the exporter’s job',
        ),
      ],
      {
        meaning:
          'It scrapes by its own configuration. A gate answers at /cgi-bin/metrics, an exporter without one at /metrics.',
        fixes: [
          {
            what: 'See the Service that it has to scrape, and its port',
            command: `kubectl get services -n ${quoted(readOf(stack)?.namespace ?? 'monitoring')} -l app.kubernetes.io/component=exporter -o yaml`,
          },
        ],
      },
    );
  }
  return broken(
    'noSeries',
    'Prometheus scrapes the exporter, and has no series of a GPU: see its page and its rules for relabelling.',
    [seen(prometheus.series, 'none')],
    {
      meaning: 'Charts, rules and alerts have nothing to go by.',
      repair: 'putBack',
      fixes: [
        PUT_BACK,
        { what: 'Ask Prometheus', command: 'odin query \'{__name__=~"nvidia_smi_.+|DCGM_.+|odin_gpu_.+"}\'' },
      ],
    },
  );
}
