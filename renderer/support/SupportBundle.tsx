// The support bundle: its files, what is in each, and the way to save it.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { toAppError } from '../../shared/errors.ts';
import type { SupportBundle as Bundle } from '../../shared/model/support-bundle.ts';
import { formatBytes } from '../format/bytes.ts';
import { useSaveSupportBundle, useShowSupportBundle, useSupportBundle, useSupportPreview } from '../ipc/app-queries.ts';
import { commonText } from '../text/common.ts';
import { supportText } from '../text/support.ts';
import { Banner } from '../ui/Banner.tsx';
import { Notice } from '../ui/Notice.tsx';
import { notifyFailure } from '../ui/notify-failure.tsx';
import { RowSkeletons } from '../ui/RowSkeletons.tsx';
import { TextPane } from '../ui/TextPane.tsx';
import css from './SupportBundle.module.css';

export function SupportBundle() {
  const { data, error, refetch, isFetching } = useSupportBundle();
  return (
    <div className={css.bundle}>
      <p className="muted">{supportText.about}</p>
      {error !== null && !isFetching ? (
        <Notice tone="bad" title={supportText.failed} reason={toAppError(error).message}>
          <Button onClick={() => void refetch()}>{commonText.retry}</Button>
        </Notice>
      ) : data === undefined ? (
        <RowSkeletons words={supportText.making} />
      ) : (
        <Made bundle={data} />
      )}
    </div>
  );
}

function Made({ bundle: { files } }: { readonly bundle: Bundle }) {
  const [chosen, choose] = useState(files[0]?.name ?? '');
  const save = useSaveSupportBundle();
  const show = useShowSupportBundle();
  const whole = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const path = save.data ?? undefined;
  return (
    <>
      <div className={css.columns}>
        <ul className={css.files} aria-label={supportText.files}>
          {files.map(({ name, what, bytes }) => (
            <li key={name}>
              <button type="button" className={css.file} aria-pressed={name === chosen} onClick={() => choose(name)}>
                <span className={css.name}>{name}</span>
                <span className={css.size}>{written(bytes)}</span>
                <span className={css.what}>{what}</span>
              </button>
            </li>
          ))}
        </ul>
        <Preview key={chosen} name={chosen} />
      </div>
      {path === undefined ? null : (
        <Banner
          tone="ok"
          action={
            <Button
              variant="default"
              size="xs"
              onClick={() =>
                show.mutate(undefined, { onError: (error) => notifyFailure(supportText.showFailed, error) })
              }
            >
              {supportText.showFile}
            </Button>
          }
        >
          <span className={css.path}>{supportText.saved(path)}</span>
        </Banner>
      )}
      <div className={css.foot}>
        <span className="muted">{supportText.size(files.length, written(whole))}</span>
        <Button
          variant="filled"
          loading={save.isPending}
          onClick={() => save.mutate(undefined, { onError: (error) => notifyFailure(supportText.saveFailed, error) })}
        >
          {supportText.save}
        </Button>
      </div>
    </>
  );
}

function Preview({ name }: { readonly name: string }) {
  const { data, error } = useSupportPreview(name);
  return (
    <div className={css.preview}>
      <TextPane
        label={supportText.preview(name)}
        text={error === null ? (data?.text ?? '') : supportText.previewFailed}
      />
      {data?.isWhole === false ? <p className="muted">{supportText.cut}</p> : null}
    </div>
  );
}

function written(bytes: number): string {
  const { value, unit } = formatBytes(bytes);
  return `${value} ${unit}`;
}
