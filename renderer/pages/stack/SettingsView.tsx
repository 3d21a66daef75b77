// The settings of the stack as a form. Nothing is changed from here: what was chosen leads to a plan.
import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { AppError } from '../../../shared/errors.ts';
import type { StackStatus } from '../../../shared/model/stack.ts';
import type { SuppliedSettings } from '../../../shared/model/stack-settings.ts';
import { settingsText } from '../../text/settings.ts';
import { Headline } from '../../ui/Headline.tsx';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import { Foot } from './Foot.tsx';
import page from './StackPage.module.css';
import { chosenIn, draftOf } from './settings/chosen-settings.ts';
import { SettingsFormContext } from './settings/form-context.ts';
import { Sections } from './settings/Sections.tsx';
import css from './settings/Settings.module.css';
import { errorsIn, keyOf, refusedField } from './settings/setting-errors.ts';
import { type Draft, isSame } from './settings/setting-schema.ts';

export interface SettingsViewProps {
  readonly status: StackStatus;
  /** Settings that were typed and not discarded; undefined for none. */
  readonly draft: Draft | undefined;
  /** The refusal of the plan of this draft. */
  readonly refusal: AppError | undefined;
  readonly onChange: (draft: Draft | undefined) => void;
  readonly showPlan: (settings: SuppliedSettings) => void;
}

export function SettingsView({ status, draft, refusal, onChange, showPlan }: SettingsViewProps) {
  const { interrupted, settings } = status;
  const own = useMemo(() => draftOf(settings), [settings]);
  const shown = draft ?? own;
  const errors = errorsIn(shown);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  // What was recorded by a version that took it is told at once.
  const [isTried, setIsTried] = useState(() => errorsIn(own).size > 0);
  const form = useRef<HTMLFieldSetElement>(null);
  const [refusedDraft] = useState(draft);
  const refused = refusal !== undefined && draft === refusedDraft ? refusedField(refusal) : undefined;
  const isDirty = !isSame(chosenIn(shown), chosenIn(own));
  // What was refused may do as it is now: a folder that has been chosen since.
  const isWorthPlanning = isDirty || (refusal !== undefined && refused === undefined);
  const isReadOnly = interrupted !== undefined;

  const forget = () => {
    setLeft(new Set());
    setIsTried(false);
    onChange(undefined);
  };
  const plan = () => {
    if (errors.size === 0) return showPlan(chosenIn(shown));
    flushSync(() => setIsTried(true));
    showFirstError(form.current);
  };
  useEffect(() => {
    if (refusal !== undefined) showFirstError(form.current);
  }, [refusal]);
  const isBad = isTried && errors.size > 0;
  return (
    <>
      <Headline title={settingsText.title}>{settingsText.subtitle}</Headline>
      <SettingsFormContext
        value={{
          errorAt: (path) => {
            const key = keyOf(path);
            const error = isTried || left.has(key) ? errors.get(key) : undefined;
            return error ?? (refused?.key === key ? refused.words : undefined);
          },
          leave: (path) => setLeft((former) => new Set([...former, keyOf(path)])),
        }}
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard (WCAG 2.1.1) */}
        <section className={css.scroll} aria-label={settingsText.title} tabIndex={0}>
          <fieldset ref={form} className={css.form} disabled={isReadOnly}>
            <Sections draft={shown} onChange={onChange} />
          </fieldset>
        </section>
      </SettingsFormContext>
      <Foot>
        <StatusIcon tone={isBad ? 'bad' : 'none'} />
        <p className={page.words} role="status">
          {isBad ? settingsText.wrong(errors.size) : isDirty ? settingsText.changed : settingsText.unchanged}
        </p>
        <div className={page.buttons}>
          {isDirty ? <Button onClick={forget}>{settingsText.discard}</Button> : null}
          <Button variant="filled" fw={600} disabled={isReadOnly || !isWorthPlanning} onClick={plan}>
            {settingsText.plan}
          </Button>
        </div>
      </Foot>
    </>
  );
}

function showFirstError(form: HTMLElement | null): void {
  const first = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  first?.focus({ preventScroll: true });
  first?.scrollIntoView({ block: 'center' });
}
