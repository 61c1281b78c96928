import { lexer, type Token } from 'marked';
import { fold } from '@contract/fold';
import type { Language } from '@contract/preferences';
import type { GuideSectionName } from '@/components/guide-place';
import arabic from '../../../../docs/user-guide.ar.md?raw';
import english from '../../../../docs/user-guide.en.md?raw';

/** A part of the guide: what stands below one `##`, under the name that both languages give it in a comment. */
export interface GuideSection {
  readonly id: string;
  readonly title: string;
  readonly tokens: readonly Token[];
  /** Its words, folded, for the search. */
  readonly words: string;
}

const mark = /^<!-- (?<id>[a-z-]+) -->\s*$/;

function sectionsOf(markdown: string): readonly GuideSection[] {
  const found: { id: string; title: string; tokens: Token[] }[] = [];
  let id = '';
  for (const token of lexer(markdown)) {
    if (token.type === 'html') id = mark.exec(token.raw.trim())?.groups?.['id'] ?? id;
    else if (token.type === 'heading' && token.depth === 2) {
      // A section without a name of its own is still listed.
      found.push({ id: id === '' ? `section-${found.length}` : id, title: String(token.text), tokens: [] });
      id = '';
    } else found.at(-1)?.tokens.push(token);
  }
  return found.map((section) => ({
    ...section,
    words: fold(`${section.title} ${section.tokens.map(({ raw }) => raw).join(' ')}`),
  }));
}

const read = new Map<Language, readonly GuideSection[]>();

/** The user guide in one language, section by section: docs/user-guide.<language>.md as it stands. */
export function guideIn(language: Language): readonly GuideSection[] {
  const known = read.get(language);
  if (known !== undefined) return known;
  const sections = sectionsOf(language === 'ar' ? arabic : english);
  read.set(language, sections);
  return sections;
}

/** The first that an address begins with decides: what is within a screen stands before it. */
const bySection: readonly (readonly [string, GuideSectionName])[] = [
  ['/invoices', 'invoices'],
  ['/credit-notes', 'credits'],
  ['/refunds', 'credits'],
  ['/payments', 'payments'],
  ['/subscriptions', 'subscriptions'],
  ['/billing', 'billing'],
  ['/tenants', 'customers'],
  ['/plans', 'plans'],
  ['/usage', 'usage'],
  ['/receivables', 'follow-up'],
  ['/bank', 'bank'],
  ['/reports?report=day', 'closing'],
  ['/reports?report=period-lock', 'closing'],
  ['/reports', 'reports'],
  ['/audit', 'users'],
  ['/database?tab=users', 'users'],
  ['/database?tab=backup', 'backup'],
  ['/database?tab=monitoring', 'watching'],
  ['/database', 'database'],
  ['/settings', 'settings'],
];

/** The section about the screen at this address. */
export function sectionOf(address: string): GuideSectionName {
  return bySection.find(([path]) => address.startsWith(path))?.[1] ?? 'today';
}

/** What GitHub calls a heading: `Finding things` is `#finding-things`. */
function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
}

/** The section that a link within the guide leads to; null for one that leads elsewhere. */
export function linkedSection(sections: readonly GuideSection[], href: string): string | null {
  return sections.find(({ title }) => href === `#${slug(title)}`)?.id ?? null;
}

/** The sections in which each of the typed words stands, in either spelling. */
export function searchGuide(sections: readonly GuideSection[], typed: string): readonly GuideSection[] {
  const wanted = fold(typed).split(/\s+/u).filter(Boolean);
  return sections.filter(({ words }) => wanted.every((word) => words.includes(word)));
}
