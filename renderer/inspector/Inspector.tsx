// The drawer at the right: one object of the cluster, and the page stays live below it.
import { useRef } from 'react';
import { refKey } from '../../shared/model/object.ts';
import type { Opened } from '../status/object-address.ts';
import { inspectorText } from '../text/inspector.ts';
import { InspectedObject } from './InspectedObject.tsx';
import css from './Inspector.module.css';
import { Resizer } from './Resizer.tsx';
import type { InspectorDoors } from './summary/doors.ts';
import { useDrawerFocus } from './use-drawer-focus.ts';
import { useDrawerWidth } from './use-drawer-width.ts';

interface Props {
  readonly opened: Opened;
  readonly doors: InspectorDoors;
}

export function Inspector({ opened, doors }: Props) {
  const drawer = useRef<HTMLElement>(null);
  const [width, setWidth] = useDrawerWidth();
  const key = refKey(opened.object);
  useDrawerFocus(drawer, key);
  return (
    <aside ref={drawer} className={css.drawer} style={{ width }} aria-label={inspectorText.label} tabIndex={-1}>
      <Resizer width={width} setWidth={setWidth} />
      <InspectedObject key={key} drawer={drawer} opened={opened} doors={doors} />
    </aside>
  );
}
