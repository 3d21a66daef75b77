// An exporter of the person's own: any program that answers Prometheus' scrapes.
import { z } from 'zod';
import { port, serviceName } from './fields.ts';
import { durationMs } from './units.ts';

const argument = z.string('must be text').meta({
  title: 'Argument',
  description: 'One argument, as the program gets it.',
});

export const exporterSchema = z
  .strictObject({
    name: serviceName(50).meta({
      title: 'Name',
      description: 'Of its Deployment and Service, and the label job of its series.',
    }),
    image: z
      .string()
      .regex(/^[a-z0-9][\w./:@-]*$/i, 'must be the name of a container image')
      .meta({
        title: 'Image',
        description:
          'Container image with its tag. It is pulled only where the node does not have it, so that an imported one does.',
      }),
    port: port.meta({ title: 'Port', description: 'TCP port on which it answers.' }),
    path: z
      .string()
      .regex(/^\//, 'must begin with a slash')
      .regex(/^[^\s#]*$/, 'must have neither spaces nor # in it')
      .refine(isDecodable, 'has a % that begins no sign such as %20')
      .default('/metrics')
      .meta({
        title: 'Path',
        description: 'Where its metrics are; what follows a question mark becomes parameters, as in /probe?target=nas.',
      }),
    interval: z
      .string()
      .refine((text) => durationMs(text) >= 1_000, 'must be a duration of at least 1s, such as 5s or 1m')
      .refine((text) => !(durationMs(text) > durationMs('2m')), 'must be at most 2m')
      .exactOptional()
      .meta({
        title: 'Interval',
        description:
          'How often it is scraped; charts and rules expect at most 2m. Without one, as often as everything else.',
      }),
    args: z.array(argument).default([]).meta({
      title: 'Arguments',
      description:
        'For the program; Kubernetes fills in $(NAME) of the environment. No passwords: whoever may read pods can read them.',
    }),
    env: z
      .record(
        z.string().regex(/^[A-Za-z_][\w.-]*$/, 'must be the name of an environment variable'),
        z.string('must be text: put it in quotes'),
      )
      .default({})
      .meta({
        title: 'Environment',
        description: 'Variables for the program. No passwords: whoever may read pods can read them.',
      }),
  })
  .meta({
    title: 'Exporter',
    description:
      'Runs as nobody, with a file system that it can only read but for /tmp; only Prometheus may talk to it.',
  });

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
