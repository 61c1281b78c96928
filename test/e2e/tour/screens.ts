import type { Language } from '../../../electron/contract/preferences';
import { word } from '../../support/words';
import { goTo, languages, refuseFailure, speak, type Step, type Tour } from './tour';

interface Screen {
  readonly name: string;
  /** The address within the page; null leaves the screen out, where there is no record to open. */
  readonly path: (tour: Tour) => string | null;
  /** The key that opens what is shown above the screen; Escape closes it again. */
  readonly press?: string;
  /** The same by a button, named by its words. */
  readonly button?: string;
}

function opened(list: string, record: string): Screen {
  return {
    name: `${list}-${record}`,
    path: ({ records }) => {
      const id = records.get(record);
      return id === undefined ? null : `/${list}?open=${encodeURIComponent(id)}`;
    },
  };
}

/** Every screen of the rail, each list also with a record beside it. */
const screens: readonly Screen[] = [
  { name: 'today', path: () => '/' },
  { name: 'invoices', path: () => '/invoices' },
  opened('invoices', 'invoice'),
  { ...opened('invoices', 'invoice'), name: 'invoices-pay', press: 'F2' },
  { ...opened('invoices', 'invoice'), name: 'invoices-preview', press: 'Control+p' },
  { name: 'invoices-new', path: () => '/invoices?create=true' },
  { ...opened('invoices', 'invoice'), name: 'invoices-credit-note', press: 'F7' },
  { name: 'credit-notes', path: () => '/credit-notes' },
  { name: 'payments', path: () => '/payments' },
  opened('payments', 'payment'),
  { ...opened('payments', 'payment'), name: 'payments-refund', press: 'F7' },
  { name: 'refunds', path: () => '/refunds' },
  { name: 'payments-new', path: () => '/payments?create=true' },
  { name: 'subscriptions', path: () => '/subscriptions' },
  { name: 'billing', path: () => '/billing' },
  { name: 'billing-left-out', path: () => '/billing?tab=leftOut' },
  { name: 'billing-history', path: () => '/billing?tab=history' },
  { name: 'tenants', path: () => '/tenants' },
  opened('tenants', 'tenant'),
  { name: 'plans', path: () => '/plans' },
  { name: 'usage', path: () => '/usage' },
  { name: 'usage-limits', path: () => '/usage?tab=limits' },
  { name: 'usage-import', path: () => '/usage', button: 'usage.import.take' },
  { name: 'receivables', path: () => '/receivables' },
  opened('receivables', 'receivable'),
  { ...opened('receivables', 'receivable'), name: 'receivables-promise', button: 'receivables.promise.add' },
  { ...opened('receivables', 'receivable'), name: 'receivables-reminder', button: 'receivables.reminders.makeOne' },
  { name: 'bank', path: () => '/bank' },
  opened('bank', 'bankLine'),
  { name: 'reports', path: () => '/reports' },
  {
    name: 'reports-statement',
    path: ({ records }) => `/reports?report=statement&tenantId=${encodeURIComponent(records.get('tenant') ?? '')}`,
  },
  ...['aging', 'collections', 'day', 'revenue', 'mrr', 'churn', 'period-lock'].map((report) => ({
    name: `reports-${report}`,
    path: () => `/reports?report=${report}`,
  })),
  { name: 'database', path: () => '/database' },
  { name: 'database-users', path: () => '/database?tab=users' },
  { name: 'audit', path: () => '/audit' },
  { name: 'database-monitoring', path: () => '/database?tab=monitoring' },
  { name: 'settings', path: () => '/settings' },
];

function screenStep(language: Language, screen: Screen): Step {
  return {
    name: `${screen.name} (${language})`,
    async run(tour) {
      const path = screen.path(tour);
      if (path === null) throw new Error('there is no record to open');
      await goTo(tour.page, path);
      const { press, button } = screen;
      if (press !== undefined) await tour.page.keyboard.press(press);
      if (button !== undefined) {
        await tour.page.getByRole('button', { name: word(language, button), exact: true }).click();
      }
      const above = press !== undefined || button !== undefined;
      if (above) await tour.page.getByRole('dialog').waitFor();
      await tour.shoot(language, screen.name);
      await refuseFailure(tour.page);
      if (above) {
        await tour.page.keyboard.press('Escape');
        await tour.page.getByRole('dialog').waitFor({ state: 'hidden' });
      }
    },
  };
}

export const screenSteps: readonly Step[] = languages.flatMap((language): Step[] => [
  {
    name: `in ${language}`,
    run: ({ page }) => speak(page, language),
  },
  ...screens.map((screen) => screenStep(language, screen)),
]);
