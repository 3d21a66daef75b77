// The way to a control by the Tab key alone.
import type { Locator, Page } from 'playwright';
import { expect } from 'playwright/test';

/** By the Tab key, past at most every field of a long form; none of them is left behind what stays in sight. */
export async function tabUntil(page: Page, target: Locator): Promise<void> {
  for (let step = 0; step < 150; step++) {
    await page.keyboard.press('Tab');
    expect(await coveredFocus(page), 'what the focus is behind').toBeUndefined();
    if (await target.evaluateAll((found) => found.includes(document.activeElement as HTMLElement))) return;
  }
  throw new Error(`Tab does not lead to ${target}`);
}

/** What lies over the label or the field that has the focus, and that, as HTML. */
function coveredFocus(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null) return undefined;
    // A switch's own input has no size: what stands beside it is what is seen.
    const seen = (focused.getAttribute('role') === 'switch' ? focused.nextElementSibling : focused) ?? focused;
    const { left, top, width, height } = seen.getBoundingClientRect();
    const over = document.elementFromPoint(left + width / 2, top + height / 2);
    // The label of a radio button lies over it, and is what is seen.
    const isLabel = focused.id !== '' && over?.closest('label')?.getAttribute('for') === focused.id;
    const isSeen = over !== null && (isLabel || seen.contains(over) || over.contains(seen));
    if (isSeen) return undefined;
    return `${over?.outerHTML.slice(0, 200) ?? 'the end of the window'} over ${focused.outerHTML.slice(0, 200)}`;
  });
}
