// Which container images a set of objects needs: what somebody has to bring along where there is no internet.
import { z } from 'zod';
import type { KubeObject } from '../../shared/model/object.ts';

const containersSchema = z.array(z.object({ image: z.string() }));
const workloadSchema = z.object({
  template: z.object({
    spec: z.object({ containers: containersSchema, initContainers: containersSchema.default([]) }),
  }),
});

/** The images of all pod templates, with their tags, each once, sorted. */
export function imagesOf(objects: readonly KubeObject[]): readonly string[] {
  const images = objects.flatMap(({ spec }) => {
    const pod = workloadSchema.safeParse(spec).data?.template.spec;
    return pod === undefined ? [] : [...pod.initContainers, ...pod.containers].map(({ image }) => image);
  });
  return [...new Set(images)].sort();
}
