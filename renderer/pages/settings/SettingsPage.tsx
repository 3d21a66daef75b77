// The settings of the app itself: each counts as soon as it is chosen.
import { Button } from '@mantine/core';
import { useAppSettings } from '../../ipc/app-queries.ts';
import { useAppInfo } from '../../ipc/queries.ts';
import { NotificationsForm } from '../../preferences/NotificationsForm.tsx';
import { aboutText } from '../../text/about.ts';
import { appSettingsText } from '../../text/app-settings.ts';
import { supportText } from '../../text/support.ts';
import { CopyLine } from '../../ui/CopyLine.tsx';
import { Headline } from '../../ui/Headline.tsx';
import { RowSkeletons } from '../../ui/RowSkeletons.tsx';
import { DemoSection } from './DemoSection.tsx';
import { LookSection } from './LookSection.tsx';
import { Section } from './Section.tsx';
import { SettingRow } from './SettingRow.tsx';
import css from './SettingsPage.module.css';
import { StartSection } from './StartSection.tsx';

const PLACES = ['settings', 'state', 'log'] as const;

interface Props {
  readonly openAbout: () => void;
  readonly openSupportBundle: () => void;
  /** The section that the address names. */
  readonly place?: string | undefined;
}

export function SettingsPage({ openAbout, openSupportBundle, place }: Props) {
  const { data: state, error } = useAppSettings();
  const info = useAppInfo().data;
  const { title, about, failed, places, supportBundle, supportBundleHelp, versions, versionsHelp } = appSettingsText;
  if (state === undefined || info === undefined) {
    return (
      <div className="page">
        <Headline title={title}>{error === null ? about : failed.read}</Headline>
        {error === null ? <RowSkeletons words={title} /> : null}
      </div>
    );
  }
  return (
    <div className="page">
      <Headline title={title}>{about}</Headline>
      <div className={css.sections}>
        <Section name="start" place={place}>
          <StartSection info={info} state={state} />
        </Section>
        <Section name="look" place={place}>
          <LookSection info={info} />
        </Section>
        <Section name="notifications" place={place}>
          <NotificationsForm />
        </Section>
        <Section name="demo" place={place}>
          <DemoSection />
        </Section>
        <Section name="places" place={place}>
          {PLACES.map((one) => (
            <div key={one} className={css.place}>
              <p>{places[one]}</p>
              <CopyLine value={state.places[one]} />
            </div>
          ))}
        </Section>
        <Section name="help" place={place}>
          <SettingRow title={supportBundle} help={supportBundleHelp}>
            <Button variant="default" size="xs" onClick={openSupportBundle}>
              {supportText.open}
            </Button>
          </SettingRow>
          <SettingRow title={versions} help={versionsHelp(info.version)}>
            <Button variant="default" size="xs" onClick={openAbout}>
              {aboutText.open}
            </Button>
          </SettingRow>
        </Section>
      </div>
    </div>
  );
}
