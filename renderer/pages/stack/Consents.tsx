// The consents that a plan asks for before it can be applied, and what each means; agreeing plans anew.
import { Checkbox } from '@mantine/core';
import { CONSENTS, type Consent, type ConsentKind } from '../../../shared/model/consent.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import { stackText } from '../../text/stack.ts';
import css from './Consents.module.css';
import { consentKinds } from './plan-facts.ts';

interface Props {
  readonly plan: Plan;
  readonly consent: Consent;
  readonly onChange: (consent: Consent) => void;
}

export function Consents({ plan, consent, onChange }: Props) {
  const kinds = consentKinds(plan, consent);
  if (kinds.length === 0) return null;
  const toggle = (kind: ConsentKind, isGiven: boolean) =>
    onChange(CONSENTS.filter((each) => (each === kind ? isGiven : consent.includes(each))));
  return (
    <fieldset className={css.consents}>
      <legend className="visually-hidden">{stackText.consentLabel}</legend>
      {kinds.map((kind) => (
        <Checkbox
          key={kind}
          label={stackText.consent[kind]}
          description={stackText.consentAbout[kind]}
          checked={consent.includes(kind)}
          onChange={(event) => toggle(kind, event.currentTarget.checked)}
        />
      ))}
    </fieldset>
  );
}
