// The links of the chain in their order; each unfolds what was read of it and what to do. The first broken one is told above them.
import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { DoctorLink, DoctorReport } from '../../../shared/model/doctor.ts';
import { doctorText } from '../../text/doctor.ts';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import { LinkDetail, type Repairs } from './LinkDetail.tsx';
import css from './LinkList.module.css';
import { toneOfLink } from './tones.ts';

interface Props extends Repairs {
  readonly report: DoctorReport;
}

export function LinkList({ report: { links, first }, ...repairs }: Props) {
  return (
    <ol className={`card ${css.list}`} aria-label={doctorText.chain}>
      {links.map((link) => (
        <li key={link.name} className={css.item} data-state={link.state}>
          {link.name === first ? (
            <div className={css.row}>
              <span />
              <Words link={link} sentence={doctorText.first} />
            </div>
          ) : (
            <Unfolding link={link} {...repairs} />
          )}
        </li>
      ))}
    </ol>
  );
}

interface UnfoldingProps extends Repairs {
  readonly link: DoctorLink;
}

function Unfolding({ link, ...repairs }: UnfoldingProps) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  return (
    <>
      <UnstyledButton
        className={css.row}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setIsOpen(!isOpen)}
      >
        <IconChevronRight size={14} className={css.chevron} data-open={isOpen} aria-hidden />
        <Words link={link} sentence={link.sentence} />
      </UnstyledButton>
      {isOpen ? (
        <div id={id} className={css.detail}>
          {link.state === 'broken' && link.meaning !== undefined ? <p className={css.meaning}>{link.meaning}</p> : null}
          <LinkDetail link={link} {...repairs} />
        </div>
      ) : null}
    </>
  );
}

function Words({ link: { name, state }, sentence }: { readonly link: DoctorLink; readonly sentence: string }) {
  return (
    <>
      <StatusIcon tone={toneOfLink(state)} label={doctorText.states[state]} />
      <span className={css.name}>{doctorText.links[name]}</span>
      <span className={css.sentence}>{sentence}</span>
    </>
  );
}
