// The report on a machine that K3s is to be installed on: checks, verdict, plan.
import type { HostReport } from '../../shared/model/host-check.ts';
import { checkMachine, verdictOf } from './check-machine.ts';
import type { MachineFacts } from './facts/machine-facts.ts';
import { installPlan } from './install-plan.ts';

/** @param at ms since the epoch */
export function hostReport(facts: MachineFacts, at: number): HostReport {
  const checks = checkMachine(facts);
  const verdict = verdictOf(facts, checks);
  return { ...verdict, checks: [...checks], ...(verdict.standing === 'ready' ? { plan: installPlan(facts) } : {}), at };
}
