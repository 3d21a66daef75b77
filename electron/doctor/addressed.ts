// Commands that reach the cluster which was looked at, also where kubectl and `odin` would go to another one by themselves.
import type { ClusterContext } from '../../shared/model/cluster.ts';
import type { DoctorReport } from '../../shared/model/doctor.ts';
import { quoted } from './commands.ts';

/** Which cluster it is. */
export type Addressee = Pick<ClusterContext, 'kind' | 'name' | 'file' | 'isCurrent'>;

/**
 * The report with the cluster in each command of kubectl and `odin`, unless it is the one that they take by themselves. Of the demo
 * cluster those of kubectl are left out: it is in no kubeconfig of a person's.
 */
export function addressed(report: DoctorReport, cluster: Addressee): DoctorReport {
  if (cluster.kind !== 'demo' && cluster.isCurrent) return report;
  const links = report.links.map((link) => ({
    ...link,
    fixes: link.fixes.flatMap(({ what, command }) => {
      const there = commandFor(command, cluster);
      return there === undefined ? [] : [{ what, command: there }];
    }),
  }));
  return { ...report, links };
}

function commandFor(command: string, { kind, name, file }: Addressee): string | undefined {
  const [program = ''] = command.split(' ', 1);
  if (program !== 'kubectl' && program !== 'odin') return command;
  const isDemo = kind === 'demo';
  if (isDemo && program === 'kubectl') return undefined;
  const where = isDemo
    ? '--demo'
    : `${file === undefined ? '' : `--kubeconfig ${quoted(file)} `}--context ${quoted(name)}`;
  return `${program} ${where}${command.slice(program.length)}`;
}
