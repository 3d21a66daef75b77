// The memory of GPUs that the pods of a table hold.
import { useMemo } from 'react';
import type { LiveRow, LiveTableName } from '../../../shared/model/live-table.ts';
import { useUsage } from '../../ipc/queries.ts';
import { usageByPod, usageOfPart } from '../../status/part-usage.ts';
import type { GpuMemory } from './cluster-columns.tsx';

/** Undefined for other kinds, and where that is told of none. */
export function useGpuMemory(table: LiveTableName, rows: readonly LiveRow[]): GpuMemory | undefined {
  const { data: usage } = useUsage();
  const byPod = useMemo(() => usageByPod(usage), [usage]);
  const isTold = useMemo(() => [...byPod.values()].some(({ gpuMemoryBytes }) => gpuMemoryBytes !== undefined), [byPod]);
  const isShown = table === 'pods' && isTold;
  const isOfOneNode = useMemo(() => isShown && isOnOneNode(rows), [isShown, rows]);
  return useMemo(() => {
    const of = ({ object }: LiveRow) => usageOfPart([object], byPod).gpuMemoryBytes;
    return isShown ? { of, isOfOneNode } : undefined;
  }, [isShown, byPod, isOfOneNode]);
}

function isOnOneNode(rows: readonly LiveRow[]): boolean {
  const first = rows.find(({ node }) => node !== undefined)?.node;
  return rows.every(({ node }) => node === undefined || node === first);
}
