// The settings of the stack as a form. Nothing is changed from here: what was chosen leads to a plan.
import { Button } from '@mantine/core';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { AppError } from '../../../shared/errors.ts';
import type { StackStatus } from '../../../shared/model/stack.ts';
import type { SuppliedSettings } from '../../../shared/model/stack-settings.ts';
import { settingsText } from '../../text/settings.ts';
import { Headline } from '../../ui/Headline.tsx';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import { Foot } from './Foot.tsx';
import page from './StackPage.module.css';
import { ChangedNames } from './settings/ChangedNames.tsx';
import { chosenIn, draftOf } from './settings/chosen-settings.ts';
import { SettingsFormContext } from './settings/form-context.ts';
import { goToFirstError, goToSetting } from './settings/go-to-setting.ts';
import { SettingsBody } from './settings/SettingsBody.tsx';
import { errorsIn, keyOf, refusedField } from './settings/setting-errors.ts';
import { changedRows } from './settings/setting-rows.ts';
import type { Draft } from './settings/setting-schema.ts';
import { shownSections } from './settings/shown-sections.ts';
import { useAskedSetting } from './use-asked-setting.ts';

export interface SettingsViewProps {
  readonly status: StackStatus;
  /** Settings that were typed and not discarded; undefined for none. */
  readonly draft: Draft | undefined;
  /** The refusal of the plan of this draft. */
  readonly refusal: AppError | undefined;
  /** Whether a person comes back from the plan of it: to what was edited. */
  readonly isBack: boolean;
  readonly onChange: (draft: Draft | undefined) => void;
  readonly showPlan: (settings: SuppliedSettings) => void;
}

export function SettingsView({ status, draft, refusal, isBack, onChange, showPlan }: SettingsViewProps) {
  const { interrupted, settings } = status;
  const own = useMemo(() => draftOf(settings), [settings]);
  const shown = draft ?? own;
  const errors = errorsIn(shown);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  // What was recorded by a version that took it is told at once.
  const [isTried, setIsTried] = useState(() => errorsIn(own).size > 0);
  const [filter, setFilter] = useState('');
  const form = useRef<HTMLFieldSetElement>(null);
  const [refusedDraft] = useState(draft);
  const refused = refusal !== undefined && draft === refusedDraft ? refusedField(refusal) : undefined;
  const changed = changedRows(shown, own);
  const changedKeys = new Set(changed.map(({ key }) => key));
  const isDirty = changed.length > 0;
  // What was refused may do as it is now: a folder that has been chosen since.
  const isWorthPlanning = isDirty || (refusal !== undefined && refused === undefined);
  const isReadOnly = interrupted !== undefined;
  const wrong = [...errors.keys(), ...(refused === undefined ? [] : [refused.key])];
  const isKept = (key: string) => changedKeys.has(key) || wrong.some((one) => one === key || one.startsWith(`${key}.`));

  const forget = () => {
    setLeft(new Set());
    setIsTried(false);
    onChange(undefined);
  };
  const plan = () => {
    if (errors.size === 0) return showPlan(chosenIn(shown));
    flushSync(() => {
      setIsTried(true);
      setFilter('');
    });
    goToFirstError(form.current);
  };
  /** Whatever was searched for before. */
  const goTo = (key: string) => {
    flushSync(() => setFilter(''));
    goToSetting(form.current, key);
  };
  useEffect(() => {
    if (refusal !== undefined) goToFirstError(form.current);
  }, [refusal]);
  useAskedSetting(goTo);
  const returnTo = useEffectEvent(() => {
    const [first] = changed;
    if (isBack && first !== undefined && refusal === undefined) goToSetting(form.current, first.key);
  });
  useEffect(() => returnTo(), []);
  const isBad = isTried && errors.size > 0;
  return (
    <>
      <Headline title={settingsText.title}>{settingsText.subtitle}</Headline>
      <SettingsFormContext
        value={{
          draft: shown,
          changed: changedKeys,
          errorAt: (path) => {
            const key = keyOf(path);
            const error = isTried || left.has(key) ? errors.get(key) : undefined;
            return error ?? (refused?.key === key ? refused.words : undefined);
          },
          leave: (path) => setLeft((former) => new Set([...former, keyOf(path)])),
        }}
      >
        <SettingsBody
          form={form}
          sections={shownSections(filter, shown, isKept)}
          isReadOnly={isReadOnly}
          filter={filter}
          search={setFilter}
          onChange={onChange}
          goTo={goTo}
        />
      </SettingsFormContext>
      <Foot>
        <StatusIcon tone={isBad ? 'bad' : 'none'} />
        <p className={page.words} role="status">
          {isBad ? (
            settingsText.wrong(errors.size)
          ) : isDirty ? (
            <ChangedNames rows={changed} goTo={goTo} />
          ) : (
            settingsText.unchanged
          )}
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
