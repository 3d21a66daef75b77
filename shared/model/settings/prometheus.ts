// The source of metrics: one's own Prometheus or another, how often it scrapes, and how long it keeps samples.
import { z } from 'zod';
import { existingPrometheusSchema } from './existing-prometheus.ts';
import { dataSize, duration, storage, toggle } from './fields.ts';
import { dataSizeBytes, quantityBytes } from './units.ts';

/** The share of a volume that samples may fill; more is refused. Prometheus' own advice is 80 to 85 %. */
const FILLED = 0.9;

export const prometheusSchema = z
  .strictObject({
    existing: existingPrometheusSchema.exactOptional().meta({
      title: 'Existing Prometheus',
      description:
        'A Prometheus of this cluster to use instead of installing one. It has to find the exporters by itself.',
    }),
    retention: z
      .strictObject({
        time: duration('15d', { title: 'Retention', description: 'Older samples are deleted.' }, '2h'),
        size: dataSize('8GB', {
          title: 'Size limit',
          description:
            'Beyond it the oldest samples are deleted. The only guard of the disk where volumes do not enforce their size, as on K3s.',
        }),
        percentage: z
          .int('must be a whole number')
          .min(1, 'must be at least 1')
          .max(90, 'must be at most 90')
          .exactOptional()
          .meta({
            title: 'Share of the disk',
            description:
              'In place of the size: the share of the disk that samples may fill, such as 20. Of the whole disk, where volumes are folders of it, as on K3s.',
          }),
      })
      .prefault({})
      .meta({ title: 'Retention', description: 'How long samples are kept; whichever limit is met first.' }),
    scrapeInterval: duration(
      '15s',
      {
        title: 'Scrape interval',
        description:
          'How often targets are asked; GPU exporters every 5 s in any case. Charts and rules expect at most 2m.',
      },
      '1s',
      '2m',
    ),
    scrapeAnnotations: toggle(
      true,
      'Scrape annotations',
      'Scrapes all pods and services that ask for it by the annotation prometheus.io/scrape.',
    ),
    storage: storage('10Gi', 'samples'),
  })
  .superRefine(({ retention, storage: { size } }, context) => {
    if (retention.percentage !== undefined || !(dataSizeBytes(retention.size) > FILLED * quantityBytes(size))) return;
    const message = `is ${retention.size}, which is too much for a volume of ${size}: compaction needs a tenth of it, so make prometheus.storage.size larger or this smaller`;
    context.addIssue({ code: 'custom', path: ['retention', 'size'], message });
  })
  .prefault({})
  .meta({ title: 'Prometheus', description: 'Keeps the metrics.' });
