import { BookOpen } from 'lucide-react';
import { useState } from 'react';
import { Dialog, EmptyState, SearchBox, classes } from '@/components';
import { useText } from '@/i18n';
import { guideIn, linkedSection, searchGuide } from './guide';
import { GuideLinks, GuideText } from './guide-text';
import styles from './help.module.css';

/** The user guide, opened at the section about the screen that the reader stands on. */
export function HelpDialog({ at, onClose }: { readonly at: string; readonly onClose: () => void }) {
  const { t, language } = useText();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(at);
  const sections = guideIn(language);
  const listed = searchGuide(sections, typed);
  const follow = (href: string) => {
    const id = linkedSection(sections, href);
    if (id === null) return null;
    return () => {
      setTyped('');
      setChosen(id);
    };
  };
  const shown = listed.find(({ id }) => id === chosen) ?? listed[0];
  return (
    <Dialog title={t('help.title')} look="wide" onClose={onClose}>
      <div className={styles.guide}>
        <nav className={styles.contents} aria-label={t('help.contents')}>
          <SearchBox label={t('help.search')} value={typed} onChange={setTyped} />
          {listed.map(({ id, title }) => (
            <button
              key={id}
              type="button"
              className={classes(styles.entry, id === shown?.id && styles.current)}
              {...(id === shown?.id ? { 'aria-current': 'true' as const } : {})}
              onClick={() => setChosen(id)}
            >
              {title}
            </button>
          ))}
        </nav>
        {shown === undefined ? (
          <EmptyState icon={BookOpen} title={t('help.nothing')} text={t('help.nothingHint')} />
        ) : (
          <article key={shown.id} className={styles.text} tabIndex={0} aria-label={shown.title}>
            <h2>{shown.title}</h2>
            <GuideLinks value={follow}>
              <GuideText tokens={shown.tokens} />
            </GuideLinks>
          </article>
        )}
      </div>
    </Dialog>
  );
}
