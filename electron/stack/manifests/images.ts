// The container images that a set of objects needs: somebody has to bring them along where there is no internet.
import { z } from 'zod';
import type { KubeObject } from '../../../shared/model/object.ts';
import { valueAt } from './at-path.ts';
import { POD_SPEC } from './edit.ts';

const containersSchema = z.array(z.object({ image: z.string() }));
const podSchema = z.object({ containers: containersSchema, initContainers: containersSchema.default([]) });

/** The paths at which an object may describe a pod: itself, of a workload or Job, of a CronJob. */
const PODS = [['spec'], POD_SPEC, ['spec', 'jobTemplate', ...POD_SPEC]];

/** The images of all pods and pod templates, with their tags, each once, sorted. */
export function imagesOf(objects: readonly KubeObject[]): readonly string[] {
  const pods = objects.flatMap((object) =>
    PODS.flatMap((path) => podSchema.safeParse(valueAt(object, path)).data ?? []),
  );
  const images = pods.flatMap(({ initContainers, containers }) => [...initContainers, ...containers]);
  return [...new Set(images.map(({ image }) => image))].sort();
}
