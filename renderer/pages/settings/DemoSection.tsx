// The demo cluster, which can begin anew.
import { Button } from '@mantine/core';
import { useResetDemo } from '../../ipc/app-queries.ts';
import { appSettingsText } from '../../text/app-settings.ts';
import { Banner } from '../../ui/Banner.tsx';
import { notifyFailure } from '../../ui/notify-failure.tsx';
import { SettingRow } from './SettingRow.tsx';

export function DemoSection() {
  const { mutate, isPending, data } = useResetDemo();
  const { demo, demoHelp, demoReset, demoDone, failed } = appSettingsText;
  return (
    <>
      <SettingRow title={demo} help={demoHelp}>
        <Button
          variant="default"
          size="xs"
          loading={isPending}
          onClick={() => mutate(undefined, { onError: (error) => notifyFailure(failed.demo, error) })}
        >
          {demoReset}
        </Button>
      </SettingRow>
      {data === true ? <Banner tone="ok">{demoDone}</Banner> : null}
    </>
  );
}
