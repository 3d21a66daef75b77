// The settings of the stack as a form. Nothing is changed from here: what was chosen leads to a plan.
import { Button } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { StackStatus } from '../../../../shared/model/stack.ts';
import type { SuppliedSettings } from '../../../../shared/model/stack-settings.ts';
import { text } from '../../../text.ts';
import { Headline } from '../../../ui/Headline.tsx';
import { StatusIcon } from '../../../ui/StatusIcon.tsx';
import { Foot } from '../Foot.tsx';
import page from '../StackPage.module.css';
import { chosenIn, draftOf } from './chosen-settings.ts';
import { SettingsFormContext } from './form-context.ts';
import { Sections } from './Sections.tsx';
import css from './Settings.module.css';
import { errorsIn, keyOf } from './setting-errors.ts';
import { type Draft, isSame } from './setting-schema.ts';

export interface SettingsViewProps {
  readonly status: StackStatus;
  /** What was typed and not discarded; undefined for nothing. */
  readonly draft: Draft | undefined;
  readonly onChange: (draft: Draft | undefined) => void;
  readonly showPlan: (settings: SuppliedSettings) => void;
}

export function SettingsView({ status, draft, onChange, showPlan }: SettingsViewProps) {
  const { interrupted, settings } = status;
  const own = useMemo(() => draftOf(settings), [settings]);
  const shown = draft ?? own;
  const errors = errorsIn(shown);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isTried, setIsTried] = useState(false);
  const form = useRef<HTMLFieldSetElement>(null);
  const isDirty = !isSame(chosenIn(shown), chosenIn(own));
  const isReadOnly = interrupted !== undefined;

  const forget = () => {
    setLeft(new Set());
    setIsTried(false);
    onChange(undefined);
  };
  const plan = () => {
    if (errors.size === 0) return showPlan(chosenIn(shown));
    flushSync(() => setIsTried(true));
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    first?.focus({ preventScroll: true });
    first?.scrollIntoView({ block: 'center' });
  };
  const isBad = isTried && errors.size > 0;
  return (
    <>
      <Headline title={text.settings.title}>{text.settings.subtitle}</Headline>
      <SettingsFormContext
        value={{
          errorAt: (path) => (isTried || left.has(keyOf(path)) ? errors.get(keyOf(path)) : undefined),
          leave: (path) => setLeft((former) => new Set([...former, keyOf(path)])),
        }}
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard (WCAG 2.1.1) */}
        <section className={css.scroll} aria-label={text.settings.title} tabIndex={0}>
          <fieldset ref={form} className={css.form} disabled={isReadOnly}>
            <Sections draft={shown} onChange={onChange} />
          </fieldset>
        </section>
      </SettingsFormContext>
      <Foot>
        <StatusIcon tone={isBad ? 'bad' : 'none'} />
        <p className={page.words} role="status">
          {isBad ? text.settings.wrong(errors.size) : isDirty ? text.settings.changed : text.settings.unchanged}
        </p>
        <div className={page.buttons}>
          {isDirty ? <Button onClick={forget}>{text.settings.discard}</Button> : null}
          <Button variant="filled" fw={600} disabled={isReadOnly || !isDirty} onClick={plan}>
            {text.settings.plan}
          </Button>
        </div>
      </Foot>
    </>
  );
}
