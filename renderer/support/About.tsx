// The program in words: its versions, and the licences of what is bundled into it.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { BundledPackage, About as Facts } from '../../shared/model/about.ts';
import { useAbout, useLicense } from '../ipc/app-queries.ts';
import { aboutText } from '../text/about.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { RowSkeletons } from '../ui/RowSkeletons.tsx';
import { TextPane } from '../ui/TextPane.tsx';
import css from './About.module.css';
import { versionLines } from './version-lines.ts';

export function About() {
  const { data: about, error } = useAbout();
  const [chosen, choose] = useState<BundledPackage>();
  if (error !== null) return <p role="alert">{aboutText.failed}</p>;
  if (about === undefined) return <div className={css.about} />;
  if (chosen !== undefined) return <License of={chosen} back={() => choose(undefined)} />;
  return (
    <div className={css.about}>
      <Versions about={about} />
      <h3 className={css.heading}>{aboutText.packages}</h3>
      <p className="muted">
        {about.packages.length === 0 ? aboutText.noPackages : aboutText.packagesAbout(about.packages.length)}{' '}
        {aboutText.runtime}
      </p>
      <ul className={css.packages}>
        {about.packages.map((one) => (
          <li key={`${one.name} ${one.version}`}>
            <button type="button" className={css.package} onClick={() => choose(one)}>
              <span className={css.name}>{one.name}</span>
              <span className="muted">{one.version}</span>
              <span className="muted">{one.license}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Versions({ about }: { readonly about: Facts }) {
  const lines = versionLines(about);
  return (
    <div className={css.top}>
      <dl className={css.versions}>
        {lines.map(([what, value]) => (
          <div key={what} className={css.fact}>
            <dt className="muted">{what}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <CopyButton text={() => lines.map((line) => line.join(' ')).join('\n')}>{aboutText.copy}</CopyButton>
    </div>
  );
}

interface LicenseProps {
  readonly of: BundledPackage;
  readonly back: () => void;
}

function License({ of: { name, version, license }, back }: LicenseProps) {
  const { data: text, error } = useLicense(name, version);
  return (
    <div className={css.about}>
      <Button className={css.back} variant="default" onClick={back} data-autofocus>
        {aboutText.back}
      </Button>
      <h3 className={css.heading}>
        {name} {version} · {license}
      </h3>
      {text === undefined && error === null ? <RowSkeletons words={aboutText.license(name)} /> : null}
      <TextPane label={aboutText.license(name)} text={text === undefined ? '' : text || aboutText.noLicense} />
    </div>
  );
}
