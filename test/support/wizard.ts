import { expect } from '@playwright/test';
import type { Page } from 'playwright';
import type { Language } from '../../electron/contract/preferences';
import { word } from './words';

export interface WizardChoices {
  /** Which of the wizard's places; `environment` is where DATABASE_URL leads. */
  readonly place: 'builtin' | 'environment';
  readonly sample: 'fill' | 'skip';
  /** Called at each step once it stands finished on the screen, before it is left. */
  readonly onStep?: (name: 'language' | 'database' | 'test' | 'upgrade' | 'sample' | 'finish') => Promise<void>;
}

/** Goes through the wizard of a first start by its own buttons, from the language to the program's first screen. */
export async function goThroughWizard(page: Page, language: Language, choices: WizardChoices): Promise<void> {
  const w = (path: string): string => word(language, path);
  const press = (path: string): Promise<void> => page.getByRole('button', { name: w(path), exact: true }).click();
  const heading = (step: string): Promise<void> =>
    page.getByRole('heading', { name: w(`setup.${step}.title`) }).waitFor();
  const choose = (path: string): Promise<void> => page.getByRole('radio', { name: w(path) }).check({ force: true });
  const shown = async (name: Parameters<NonNullable<WizardChoices['onStep']>>[0]): Promise<void> => {
    await choices.onStep?.(name);
  };

  await choose(`app.language.${language}`);
  await heading('language');
  await shown('language');
  await press('common.next');

  await heading('database');
  await choose(`setup.database.${choices.place}`);
  await shown('database');
  await press('setup.database.test');

  await heading('test');
  await expect(page.getByText(w('setup.test.ok'))).toBeVisible({ timeout: 60_000 });
  await shown('test');
  await press('common.next');

  await heading('upgrade');
  await press('setup.upgrade.run');
  await expect(page.getByText(w('setup.upgrade.done'), { exact: true })).toBeVisible({ timeout: 60_000 });
  await shown('upgrade');
  await press('common.next');

  await heading('sample');
  await choose(`setup.sample.${choices.sample}`);
  await shown('sample');
  await press(choices.sample === 'fill' ? 'setup.sample.run' : 'common.next');

  await heading('finish');
  await shown('finish');
  await press('setup.finish.open');
  await page.getByRole('navigation', { name: w('app.nav.label') }).waitFor();
}
