import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tenantIdSchema } from '@contract/ids';
import { sampleAnswers, tenantRows } from '../../support/renderer-answers';
import { Refusal, RendererPages, type Answers, type RendererPage } from '../../support/renderer-page';

let pages: RendererPages;

beforeAll(async () => {
  pages = await RendererPages.start();
});
afterAll(async () => {
  await pages.stop();
});

const arabic = { language: 'ar', digits: 'arab' } as const;
const english = { language: 'en', digits: 'latn' } as const;

function callsOf({ calls }: RendererPage, name: string): unknown[] {
  return calls.filter((call) => call.name === name).map(({ input }) => input);
}

function keyOf(input: unknown): unknown {
  return typeof input === 'object' && input !== null && 'key' in input ? input.key : undefined;
}

async function fillTenant(page: Page): Promise<void> {
  await page.getByLabel('Name in Arabic').fill('مزرعة الوادي');
  await page.getByLabel('Name in English').fill('Valley Farm');
  await page.getByLabel('Customer ID').fill('valley-1');
}

describe.each([
  ['Arabic', arabic, 'rtl', false],
  ['English', english, 'ltr', false],
  ['Arabic in the dark', arabic, 'rtl', true],
] as const)('in %s', (_name, preferences, direction, dark) => {
  it('a list, a record and a form are drawn without a complaint, and accessible', async () => {
    const { page, complaints } = await pages.open({
      answers: sampleAnswers(preferences),
      at: '/tenants?open=tenant-0001',
      dark,
    });
    await page.locator('.ag-row .num').first().waitFor();
    await page.getByRole('complementary').getByRole('heading', { level: 2 }).waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe(direction);
    const found = async () =>
      (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
    expect(await found()).toEqual([]);

    await page.keyboard.press('F2');
    await page.getByRole('dialog').waitFor();
    expect(await found()).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('amounts stand units under units, at the right edge, below their header', async () => {
    const { page } = await pages.open({ answers: sampleAnswers(preferences), at: '/tenants', dark });
    await page.locator('.ag-row .num').first().waitFor();
    const edges = await page
      .locator('[col-id="due_USD"] .num')
      .evaluateAll((cells) => cells.map((cell) => Math.round(cell.getBoundingClientRect().right)));
    expect(edges.length).toBeGreaterThan(3);
    expect(new Set(edges).size).toBe(1);
    const header = await page
      .locator('.ag-header-cell[col-id="due_USD"] .ag-header-cell-text')
      .evaluate((text) => Math.round(text.getBoundingClientRect().right));
    expect(Math.abs(header - (edges[0] ?? 0))).toBeLessThanOrEqual(1);
    await page.context().close();
  });

  it('nothing that is shown is wider than its place', async () => {
    for (const [width, height] of [
      [1440, 900],
      [1024, 700],
    ] as const) {
      const { page } = await pages.open({ answers: sampleAnswers(preferences), at: '/tenants', width, height, dark });
      await page.locator('.ag-row .num').first().waitFor();
      const cut = await page
        .locator('header button, nav a, h1, footer, [class*="pill"], .ag-header-cell-text')
        .evaluateAll((elements) =>
          elements
            .filter((element) => element.scrollWidth > element.clientWidth + 1)
            .map((element) => element.textContent),
        );
      expect(cut).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
      await page.context().close();
    }
  });
});

describe('a list', () => {
  it('goes on by cursor, and sorts by its header', async () => {
    const opened = await pages.open({ answers: sampleAnswers(english), at: '/tenants' });
    const { page } = opened;
    await page.locator('.ag-row .num').first().waitFor();
    await page.locator('.ag-row').nth(3).hover();
    await expect
      .poll(async () => {
        await page.mouse.wheel(0, 1500);
        return callsOf(opened, 'tenants.list').length;
      })
      .toBeGreaterThan(1);
    expect(callsOf(opened, 'tenants.list')[1]).toMatchObject({ page: { from: 'cursor' } });

    await page.getByRole('columnheader', { name: 'Customer ID' }).click();
    await expect
      .poll(() => callsOf(opened, 'tenants.list').at(-1))
      .toMatchObject({ sort: { column: 'tenant_id', direction: 'asc' }, page: { from: 'start' } });
    await page.getByRole('gridcell', { name: 'tenant-0001' }).first().waitFor();
    expect(callsOf(opened, 'preferences.set').at(-1)).toMatchObject({
      changes: { lists: { tenants: { sort: { column: 'tenant_id', direction: 'asc' } } } },
    });
    await page.context().close();
  });

  it('is read again when another changed it, and when the connection came back', async () => {
    const rows = tenantRows(3);
    const opened = await pages.open({ answers: sampleAnswers(english, rows), at: '/tenants' });
    const { page } = opened;
    await page.getByRole('gridcell', { name: 'Al-Jawf Model Farm' }).waitFor();
    const [first] = rows;
    if (first) rows[0] = { ...first, name: 'Renamed Farm' };
    await opened.push('data.changed', { areas: ['tenants'] });
    await page.getByRole('gridcell', { name: 'Renamed Farm' }).waitFor();
    await page.context().close();
  });

  it('opens a row by Enter, leads on with the arrows and closes by Escape', async () => {
    const { page } = await pages.open({ answers: sampleAnswers(english), at: '/tenants' });
    await page.locator('.ag-row .num').first().waitFor();
    await page.locator('.ag-header-cell').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const title = page.getByRole('complementary').getByRole('heading', { level: 2 });
    await title.waitFor();
    const before = await title.textContent();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => title.textContent()).not.toBe(before);
    await page.keyboard.press('Escape');
    await title.waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('says what to do where it may not be read', async () => {
    const answers = {
      ...sampleAnswers(english),
      'tenants.list': () => {
        throw new Refusal('no_permission');
      },
    };
    const { page } = await pages.open({ answers, at: '/tenants' });
    await page.getByRole('alert').getByText('Your login may not do this').waitFor();
    await page.context().close();
  });
});

describe('a form', () => {
  it('opens by the key’s place on an Arabic keyboard, and leads to what is wrong', async () => {
    const { page } = await pages.open({ answers: sampleAnswers(english), at: '/tenants' });
    await page.locator('.ag-row .num').first().waitFor();
    await page.evaluate(() => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ى', code: 'KeyN', bubbles: true }));
    });
    await page.getByRole('dialog', { name: 'New customer' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('This field is required.').first().waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
    await page.context().close();
  });

  it('sends once under one key through a double press and a lost connection, and forgets its draft then', async () => {
    let lost = true;
    const answers: Answers = {
      ...sampleAnswers(english),
      'tenants.create': ({ tenantId }) => {
        if (lost) throw new Refusal('connection_lost');
        return { tenantId: tenantIdSchema.parse(tenantId) };
      },
    };
    const opened = await pages.open({ answers, at: '/tenants?form=new' });
    const { page } = opened;
    await fillTenant(page);
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+Enter');
    await page.getByText('The connection was lost').waitFor();
    expect(await page.getByLabel('Name in English').inputValue()).toBe('Valley Farm');
    lost = false;
    await page.getByRole('button', { name: 'Add customer' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const keys = callsOf(opened, 'tenants.create').map(keyOf);
    expect(keys.length).toBeGreaterThanOrEqual(2);
    expect(new Set(keys).size).toBe(1);
    expect(callsOf(opened, 'preferences.saveFormDraft').at(-1)).toEqual({ form: 'tenants.new', content: null });
    await page.context().close();
  });

  it('brings back what was typed, with its key, after a restart', async () => {
    const answers = {
      ...sampleAnswers(english),
      'tenants.create': () => {
        throw new Refusal('connection_lost');
      },
    };
    const first = await pages.open({ answers, at: '/tenants?form=new' });
    await fillTenant(first.page);
    await first.page.keyboard.press('Control+Enter');
    await first.page.getByText('The connection was lost').waitFor();
    await first.page.context().close();

    const second = await pages.open({ answers, at: '/tenants?form=new' });
    await second.page.getByText('What you had typed is back.').waitFor();
    expect(await second.page.getByLabel('Customer ID').inputValue()).toBe('valley-1');
    await second.page.keyboard.press('Control+Enter');
    await second.page.getByText('The connection was lost').waitFor();
    expect(keyOf(callsOf(second, 'tenants.create')[0])).toBe(keyOf(callsOf(first, 'tenants.create')[0]));
    await second.page.context().close();
  });
});

describe('a form that is given up', () => {
  it('is forgotten by Back, and kept by Escape', async () => {
    const opened = await pages.open({ answers: sampleAnswers(english), at: '/tenants' });
    const { page } = opened;
    await page.locator('.ag-row .num').first().waitFor();
    await page.keyboard.press('n');
    await fillTenant(page);
    await expect.poll(() => callsOf(opened, 'preferences.saveFormDraft').length).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('n');
    await page.getByText('What you had typed is back.').waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(callsOf(opened, 'preferences.saveFormDraft').at(-1)).toEqual({ form: 'tenants.new', content: null });
    await page.context().close();
  });
});

describe('the shell', () => {
  it('finds by one search and opens what was found', async () => {
    const { page } = await pages.open({ answers: sampleAnswers(english), at: '/tenants' });
    await page.locator('.ag-row .num').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Haraz');
    await page.keyboard.press('Enter');
    await page
      .getByRole('complementary')
      .getByRole('heading', { level: 2 })
      .getByText('Haraz Coffee Growers Association')
      .waitFor();
    await page.context().close();
  });

  it('changes language and digits at once, and keeps them', async () => {
    const opened = await pages.open({ answers: sampleAnswers(english), at: '/tenants' });
    const { page } = opened;
    await page.locator('.ag-row .num').first().waitFor();
    await page.getByRole('button', { name: 'Language and digits' }).click();
    await page.getByRole('menuitemradio', { name: 'العربية' }).click();
    await page.getByRole('heading', { name: 'العملاء' }).waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(callsOf(opened, 'preferences.set')).toContainEqual({ changes: { language: 'ar' } });
    await page.context().close();
  });

  it('lists every key behind the question mark, and none works below a dialog', async () => {
    const { page } = await pages.open({ answers: sampleAnswers(english), at: '/tenants' });
    await page.locator('.ag-row .num').first().waitFor();
    await page.keyboard.press('Shift+?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.getByText('New customer').waitFor();
    await page.keyboard.press('n');
    expect(await page.getByRole('dialog').count()).toBe(1);
    await page.context().close();
  });
});
