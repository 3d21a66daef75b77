// An object at a glance: why it is as it is, its containers, what it uses, what belongs to it, more facts.
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Inspection } from '../../../shared/model/inspection.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import { inspectorText } from '../../text/inspector.ts';
import { Containers } from './Containers.tsx';
import type { InspectorDoors } from './doors.ts';
import { Relations } from './Relations.tsx';
import css from './Summary.module.css';
import { Usage } from './Usage.tsx';
import { Why } from './Why.tsx';

interface Props {
  readonly inspection: Exclude<Inspection, { state: 'absent' }>;
  readonly doors: InspectorDoors;
  readonly askRestart: (object: ObjectRef) => void;
}

export function Summary({ inspection, doors, askRestart }: Props) {
  const { ref, health, containers, relations, facts, release } = inspection;
  const isPast = inspection.state !== 'there';
  return (
    <div className={css.summary}>
      <Why object={ref} health={health} isPast={isPast} doors={doors} askRestart={askRestart} />
      {release === undefined ? null : (
        <p className={css.release}>
          {release.sentence}
          {release.isDrifted ? (
            <Button variant="subtle" size="compact-xs" ml={-8} onClick={doors.openDrift}>
              {inspectorText.seeDrift}
            </Button>
          ) : null}
        </p>
      )}
      {containers.length === 0 ? null : (
        <>
          <Section title={inspectorText.containers}>
            <Containers object={ref} containers={containers} />
          </Section>
          {isPast ? null : (
            <Section title={inspectorText.usage}>
              <Usage object={ref} />
            </Section>
          )}
        </>
      )}
      {relations.length === 0 ? null : (
        <Section title={inspectorText.relations}>
          <Relations relations={relations} />
        </Section>
      )}
      {facts.length === 0 ? null : (
        <Section title={inspectorText.facts}>
          <dl className={css.pairs}>
            {facts.map(({ label, value }) => (
              <div key={`${label} ${value}`} className={css.pair}>
                <dt>{label}</dt>
                <dd className={css.value}>{value}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
    </div>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={css.section}>
      <h3 className={css.heading}>{title}</h3>
      {children}
    </section>
  );
}
