// Growth of time and memory with a release: five times the objects may take little more than five times as long.
import { objectsOf } from './objects.ts';
import { runEngine } from './ours.ts';
import { kubectl, type Scene, withScene } from './scene.ts';
import { inTurn, type Row } from './statistics.ts';

const FEW = 200;
const MANY = 1_000;
const HEAP_LIMIT_MB = 200;

/** Planned with a dry run of every object, then applied; the heap is looked at in the runs with many. */
export async function measureGrowth(kubeconfig: string, runs: number): Promise<readonly Row[]> {
  const peaks: number[] = [];
  const planAndApply = async (scene: Scene): Promise<number> => {
    await kubectl(scene, 'create', 'namespace', scene.namespace);
    const samplesHeap = scene.namespace.startsWith('bench-many');
    const { planSeconds, applySeconds, heapPeakMb } = await runEngine(scene, { samplesHeap });
    if (heapPeakMb !== undefined) peaks.push(heapPeakMb);
    return planSeconds + applySeconds;
  };
  const times = await inTurn(
    runs,
    (round) => withScene(kubeconfig, `bench-many-${round}`, objectsOf(MANY), planAndApply),
    (round) => withScene(kubeconfig, `bench-few-${round}`, objectsOf(FEW), planAndApply),
  );
  return [
    {
      work: `plan and apply phase of ${MANY} objects`,
      how: 'those phases alone',
      peer: `the same of ${FEW}`,
      unit: 's',
      ...times,
      goal: 6,
    },
    {
      work: `heap, at most, with ${MANY} objects`,
      how: 'the engine as a process',
      peer: `a limit of ${HEAP_LIMIT_MB} MB`,
      unit: 'MB',
      ours: peaks.slice(1),
      theirs: [HEAP_LIMIT_MB],
      goal: 1,
    },
  ];
}
