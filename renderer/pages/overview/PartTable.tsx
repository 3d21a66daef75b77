// The parts that a person runs, a row each: the same that the verdict counts.
import { useMemo } from 'react';
import { refKey } from '../../../shared/model/object.ts';
import type { PartRow } from '../../../shared/model/overview.ts';
import { useUsage } from '../../ipc/queries.ts';
import { usageByPod, usageOfPart } from '../../status/part-usage.ts';
import { partText } from '../../text/overview.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { matches } from '../../ui/matches.ts';
import { isSort, sortRows } from '../../ui/sort-rows.ts';
import { useNow } from '../../ui/use-now.ts';
import { useRemembered } from '../../ui/use-remembered.ts';
import { followObject, useOpenedKey } from './opened.ts';
import { type PartLine, partColumns } from './part-columns.tsx';

const AGE_INTERVAL_MS = 10_000;

interface Props {
  readonly parts: readonly PartRow[];
  readonly isPast: boolean;
  readonly filter: string;
}

export function PartTable({ parts, isPast, filter }: Props) {
  const { data: usage } = useUsage();
  const [sort, onSort] = useRemembered('parts.sort', { by: partText.part, isDescending: false }, isSort);
  const now = useNow(AGE_INTERVAL_MS);
  const noNumbers = usage?.reason ?? partText.noNumbers;
  const byPod = useMemo(() => usageByPod(usage), [usage]);
  const hasGpuMemory = useMemo(
    () => parts.some(({ pods }) => usageOfPart(pods, byPod).gpuMemoryBytes !== undefined),
    [parts, byPod],
  );
  const columns = useMemo(
    () => partColumns({ now, isPast, noNumbers, hasGpuMemory }),
    [now, isPast, noNumbers, hasGpuMemory],
  );
  const rows = useMemo(() => {
    const shown = parts
      .filter(({ title, object, health }) => matches(filter, [title, object.name, health.reason, health.why?.title]))
      .map((part): PartLine => ({ part, ...usageOfPart(part.pods, byPod) }));
    const sortBy = columns.find(({ header }) => header === sort.by)?.sortBy;
    return sortBy === undefined ? shown : sortRows(shown, sortBy, sort.isDescending);
  }, [parts, byPod, filter, sort, columns]);
  return (
    <DataTable
      caption={partText.title}
      columns={columns}
      rows={rows}
      rowKey={({ part }) => refKey(part.object)}
      empty={parts.length === 0 ? partText.none : partText.noMatch}
      order={{ sort, onSort }}
      isCompact
      currentKey={useOpenedKey()}
      onWalk={({ part }) => followObject(part.object)}
    />
  );
}
