// The shape of what Loki says of a range of lines. Source: https://grafana.com/docs/loki/latest/reference/loki-http-api/
import { z } from 'zod';

/** `[nanoseconds since the epoch, line]`, and with some settings structured metadata, which is not read. */
const valueSchema = z.tuple([z.string().regex(/^\d{1,19}$/), z.string()]).rest(z.unknown());

/** `stats` are left out. An empty list that was never filled is null in Go. */
export const linesSchema = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('streams'),
    result: z
      .array(z.object({ stream: z.record(z.string(), z.string()), values: z.array(valueSchema) }))
      .nullish()
      .transform((list) => list ?? []),
  }),
});
export type LokiStream = z.infer<typeof linesSchema>['data']['result'][number];
