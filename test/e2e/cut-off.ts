import type { Page } from '@playwright/test';
import { settle } from './tour/tour';

const sizes = [
  { width: 1024, height: 700 },
  { width: 1440, height: 900 },
] as const;

/** What is wider than its place: the page itself, and words that are cut off in what is pressed or names something. */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const found = root.scrollWidth > root.clientWidth ? [`the page: ${root.scrollWidth} > ${root.clientWidth}`] : [];
    // A customer's name may be longer than its place, and says so by dots; the program's own words may not.
    const own = 'button, [role="button"], nav a, [class*="_pill_"], .ag-header-cell-text, h1, h3, dt, label, legend';
    for (const part of document.querySelectorAll<HTMLElement>(own)) {
      for (const element of [part, ...part.querySelectorAll<HTMLElement>('*')]) {
        const style = getComputedStyle(element);
        const isName = element.closest('bdi') !== null || element.querySelector(':scope > bdi:only-child') !== null;
        const hidden = style.clip !== 'auto' || style.clipPath !== 'none' || isName;
        if (hidden || style.display === 'inline' || element.clientWidth === 0) continue;
        const clips = element === part || style.overflowX !== 'visible';
        if (clips && element.scrollWidth > element.clientWidth + 1) {
          found.push(`${element.textContent.trim()}: ${element.scrollWidth} > ${element.clientWidth}`);
        }
      }
    }
    return found;
  });
}

/** What is cut off on the screen in the smallest window and in an ordinary one, a line for each place; leaves it ordinary. */
export async function cutOff(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const size of sizes) {
    await page.setViewportSize(size);
    await settle(page);
    found.push(...(await overflowing(page)).map((place) => `at ${size.width} by ${size.height}: ${place}`));
  }
  return found;
}
