// `odin host`: whether K3s can be installed on this machine, and how, line by line.
import { AppError } from '../../shared/errors.ts';
import type { HostCheck, HostPlan, HostReport } from '../../shared/model/host-check.ts';
import { HOST_CHECK_TITLES } from '../../shared/model/host-checks.ts';
import { reportOnMachine } from '../session/machine-report.ts';
import { EXIT } from './exit-code.ts';
import type { Invocation } from './invocation.ts';
import type { Block } from './table.ts';
import { type Tone, toned } from './tone.ts';

/** The check gives `unhealthy` where something stands in the way. Throws `unsupported` for the plan of a machine that is not ready. */
export async function runHost({ console }: Invocation, what: 'check' | 'plan'): Promise<number> {
  const report = reportOnMachine();
  const { plan, ...checked } = report;
  if (what === 'check') {
    console.result(checked, hostCheckText(report));
    return report.standing === 'blocked' ? EXIT.unhealthy : EXIT.ok;
  }
  if (plan === undefined) {
    throw new AppError('unsupported', `${report.sentence} There is no plan of an install then; see \`odin host\`.`);
  }
  console.result(plan, hostPlanText(plan));
  return EXIT.ok;
}

/** The verdict, the checks, and lines for a terminal below those that need a look. */
export function hostCheckText({
  sentence,
  standing,
  checks,
}: Pick<HostReport, 'sentence' | 'standing' | 'checks'>): Block[] {
  const rows = checks.map(({ name, level, sentence: said }) => [
    HOST_CHECK_TITLES[name],
    toned(TONES[level], LEVELS[level]),
    said,
  ]);
  const mends = checks.filter(({ commands }) => commands.length > 0);
  return [
    sentence,
    '',
    { heading: ['CHECK', 'STATE', 'WHAT IS SEEN'], rows },
    ...mends.flatMap(({ name, commands }) => [
      '',
      `${HOST_CHECK_TITLES[name]}:`,
      ...commands.map((line) => `  ${line}`),
    ]),
    ...(standing === 'ready' ? ['', 'The install, line by line: odin host plan'] : []),
  ];
}

/** The steps, then what is changed. */
export function hostPlanText({ version, steps, changes }: HostPlan): Block[] {
  return [
    `K3s ${version}, by hand:`,
    ...steps.flatMap(({ about, command }, index) => ['', `${index + 1}. ${about}`, `   ${command}`]),
    '',
    { heading: ['AFTERWARDS THERE IS', 'WHAT IT IS'], rows: changes.map(({ path, about }) => [path, about]) },
  ];
}

const LEVELS: Readonly<Record<HostCheck['level'], string>> = {
  ok: 'ok',
  warning: 'look',
  blocker: 'IN THE WAY',
  unknown: 'not seen',
};

const TONES: Readonly<Record<HostCheck['level'], Tone>> = {
  ok: 'ok',
  warning: 'warn',
  blocker: 'bad',
  unknown: 'none',
};
