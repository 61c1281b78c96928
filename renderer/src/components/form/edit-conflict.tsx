import { useText } from '@/i18n';
import { Banner } from '../banner';
import { Button } from '../button';
import { GuidePlace } from '../guide-place';
import type { Clash } from './merge-edits';
import type { EditConflict as Conflict } from './use-edited-record';
import styles from './edit-conflict.module.css';

interface EditConflictProps {
  readonly conflict: Conflict;
  /** The name of a value as the form writes it beside its field. */
  readonly label: (path: string) => string;
}

/** What another changed while this form was open: mine beside theirs, each to be chosen. */
export function EditConflict({ conflict, label }: EditConflictProps) {
  const { t } = useText();
  const { clashes, changed } = conflict;
  if (clashes.length === 0) return changed ? <Banner tone="info" title={t('common.conflict.merged')} /> : null;
  return (
    <section className={styles.conflict} aria-label={t('common.conflict.title')}>
      <GuidePlace at="together" />
      <Banner tone="warn" title={t('common.conflict.title')}>
        {t('common.conflict.text')}
      </Banner>
      <ul className={styles.clashes}>
        {clashes.map((clash) => (
          <ClashRow key={clash.path} clash={clash} label={label(clash.path)} conflict={conflict} />
        ))}
      </ul>
    </section>
  );
}

function ClashRow({
  clash,
  label,
  conflict,
}: {
  readonly clash: Clash;
  readonly label: string;
  readonly conflict: Conflict;
}) {
  const { t } = useText();
  const shown = useShown();
  return (
    <li className={styles.clash}>
      <strong>{label}</strong>
      <div className={styles.side}>
        <span className={styles.whose}>{t('common.conflict.mine')}</span>
        <bdi className={styles.value}>{shown(clash.mine)}</bdi>
        <Button
          size="small"
          label={t('common.conflict.keepMineOf', { label })}
          onPress={() => conflict.keepMine(clash)}
        >
          {t('common.conflict.keepMine')}
        </Button>
      </div>
      <div className={styles.side}>
        <span className={styles.whose}>{t('common.conflict.theirs')}</span>
        <bdi className={styles.value}>{shown(clash.theirs)}</bdi>
        <Button
          size="small"
          label={t('common.conflict.takeTheirsOf', { label })}
          onPress={() => conflict.takeTheirs(clash)}
        >
          {t('common.conflict.takeTheirs')}
        </Button>
      </div>
    </li>
  );
}

/** A value of a form as text; a list has a line for each of its rows. */
function useShown(): (value: unknown) => string {
  const { t, inDigits } = useText();
  const shown = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('common.conflict.nothing');
    if (typeof value === 'string' && value.startsWith('data:image/')) return t('common.conflict.picture');
    if (typeof value === 'boolean') return t(value ? 'common.conflict.yes' : 'common.conflict.no');
    if (Array.isArray(value)) return value.map(shown).join('\n') || t('common.conflict.nothing');
    if (typeof value === 'object') {
      const parts = Object.values(value).filter((part) => typeof part === 'string' || typeof part === 'number');
      return parts
        .filter((part) => part !== '')
        .map((part) => inDigits(String(part)))
        .join(' · ');
    }
    return typeof value === 'string' || typeof value === 'number' ? inDigits(String(value)) : '';
  };
  return shown;
}
