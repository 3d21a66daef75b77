// The steps that lead from a page as it opens to the state that is to be seen.
import type { Page } from 'playwright';

/** A tab, button, entry of a menu, checkbox, switch or choice to press, or a field and what is typed into it. */
export type Step = string | readonly [field: string, typed: string];

/** Opens, presses, ticks or turns what has this name; or types into a field and leaves it. */
export async function stepInto(page: Page, step: Step): Promise<void> {
  if (typeof step !== 'string') {
    const [field, typed] = step;
    const box = page.getByRole('textbox', { name: field, exact: true });
    await box.fill(typed);
    await box.blur();
    await box.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    return;
  }
  const roles = (['tab', 'button', 'menuitem', 'checkbox', 'switch', 'radio'] as const).map((role) =>
    page.getByRole(role, { name: step, exact: true }),
  );
  const control = roles.reduce((all, one) => all.or(one));
  // Their own inputs have no size that could be clicked.
  const isHidden = await control.evaluate((element) => element.matches('[role="switch"], [type="radio"]'));
  if (isHidden) await control.press('Space');
  else await control.click();
}
