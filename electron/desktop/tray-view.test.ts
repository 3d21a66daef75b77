import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ATTACKS } from '../../shared/hostile-text.testkit.ts';
import { type Verdict, verdictSchema } from '../../shared/model/overview.ts';
import { TRAY_ICONS, trayView } from './tray-view.ts';

const ICONS_DIR = join(import.meta.dirname, '../../assets/icons/tray');

function verdict(level: Verdict['level'], reason?: string): Verdict {
  return { level, sentence: 'Words.', problems: [], ...(reason === undefined ? {} : { reason }) };
}

describe('trayView', () => {
  it.each([
    ['healthy', 'healthy'],
    ['degraded', 'degraded'],
    ['failed', 'failed'],
    ['unreachable', 'failed'],
    ['busy', 'busy'],
    ['unknown', 'unknown'],
    ['notInstalled', 'unknown'],
  ] as const)('shows %s by the icon %s', (level, icon) => {
    expect(trayView(verdict(level)).icon).toBe(icon);
  });

  it.each(Object.entries(ATTACKS))('shows what a cluster says, and obeys nothing of it: %s', (_name, text) => {
    const { menu, tooltip } = trayView(verdict('degraded', `<a href="x">${text}${text.repeat(100)}</a>`));
    const words = menu.flatMap((item) => (item.kind === 'separator' ? [] : [item.text]));
    for (const shown of [...words, ...tooltip.split('\n')])
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(tooltip).toContain('odin');
    expect(tooltip).not.toMatch(/[<>]/);
    expect(tooltip.length).toBeLessThan(1_000);
  });

  it('says what is no fault after that, by the icon of the verdict', () => {
    const { icon, menu, tooltip } = trayView({ ...verdict('healthy'), note: 'GPU asleep since 14:02' });
    expect([icon, tooltip]).toEqual(['healthy', 'ODIN: Words.\nGPU asleep since 14:02']);
    expect(menu.slice(0, 2)).toEqual([
      { kind: 'words', text: 'Words.' },
      { kind: 'words', text: 'GPU asleep since 14:02' },
    ]);
  });

  it('says the state and its reason first, then what can be done', () => {
    const { menu, tooltip } = trayView(verdict('degraded', 'Grafana waits.'));
    expect(menu.map((item) => (item.kind === 'separator' ? '—' : item.text))).toEqual([
      'Words.',
      'Grafana waits.',
      '—',
      'Open Grafana',
      'Open Prometheus',
      '—',
      'Show ODIN Control Panel',
      'Quit',
    ]);
    expect(menu.slice(0, 2).map(({ kind }) => kind)).toEqual(['words', 'words']);
    expect(tooltip).toBe('ODIN: Words.\nGrafana waits.');
  });

  it.each(verdictSchema.shape.level.options)('offers Show and Quit when %s', (level) => {
    const enabled = trayView(verdict(level)).menu.flatMap((item) =>
      item.kind === 'action' && item.isEnabled ? [item.action] : [],
    );
    expect(enabled.slice(-2)).toEqual(['show', 'quit']);
    const canOpen = level !== 'unreachable' && level !== 'notInstalled';
    expect(enabled.includes('openGrafana')).toBe(canOpen);
    expect(enabled.includes('openPrometheus')).toBe(canOpen);
  });

  it('keeps the menu narrow and the tooltip whole', () => {
    const reason = `Back-off pulling image ${'registry.example/grafana '.repeat(10)}`.trim();
    const { menu, tooltip } = trayView(verdict('failed', reason));
    const shown = menu[1]?.kind === 'words' ? menu[1].text : '';
    expect(shown.length).toBeLessThanOrEqual(91);
    expect(shown).toMatch(/grafana…$/);
    expect(tooltip).toContain(reason);
  });

  it('cuts a reason that is one long word', () => {
    const { menu } = trayView(verdict('failed', 'x'.repeat(300)));
    expect(menu[1]).toEqual({ kind: 'words', text: `${'x'.repeat(45)}…` });
  });
});

it.each(TRAY_ICONS)('the icon %s exists in every scale', (icon) => {
  for (const suffix of ['', '@2x', '@3x']) expect(existsSync(join(ICONS_DIR, `${icon}${suffix}.png`))).toBe(true);
});
