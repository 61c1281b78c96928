import { html, type Html } from '../html';
import { labels } from '../labels';
import { qrCode } from '../qr';
import type { Setting } from '../setting';

/**
 * What a reader's telephone shows, as plain lines, so that nothing but a camera is needed to compare; with the words that say
 * so beside it. Empty lines are left out.
 */
export function scanToCheck(setting: Setting, lines: readonly string[]): Html {
  const code = qrCode(lines.filter((line) => line !== '').join('\n'), labels.scan[setting.main]);
  return html`<div class="check">
    ${code}
    <div>${setting.languages.map((language) => html`<p lang="${language}">${labels.scan[language]}</p>`)}</div>
  </div>`;
}
