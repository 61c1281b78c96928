import { useDeferredValue, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { sellerSchema, type Seller } from '@contract/business';
import { useRead } from '@/api';
import { Skeleton, usePreferences } from '@/components';
import { useText } from '@/i18n';
import type { BusinessControl } from './account-fields';
import styles from './settings-screen.module.css';

/** The invoice that comes of what is typed: the real template with made-up lines. What cannot be printed yet is left as it was. */
export function SellerPreview({ control }: { readonly control: BusinessControl }) {
  const { t } = useText();
  const { preferences } = usePreferences();
  const typed = useDeferredValue(useWatch({ control, name: 'seller' }));
  const parsed = sellerSchema.safeParse(typed);
  const [shown, setShown] = useState<Seller | null>(null);
  if (parsed.success && JSON.stringify(parsed.data) !== JSON.stringify(shown)) setShown(parsed.data);
  return (
    <aside className={styles.preview} aria-label={t('settings.business.preview')}>
      {shown !== null && <Sheet seller={shown} language={preferences.documentLanguage} />}
    </aside>
  );
}

function Sheet({ seller, language }: { readonly seller: Seller; readonly language: 'ar' | 'en' | 'both' }) {
  const { data } = useRead('documents.sample', { seller, language }, { keepPrevious: true });
  if (data === undefined) return <Skeleton lines={10} />;
  return (
    <div className={styles.previewDesk}>
      {/* There is nothing in it to press, and Tab would not find its way out of it. */}
      <iframe className={styles.previewPaper} title={data.title} sandbox="" srcDoc={data.html} tabIndex={-1} />
    </div>
  );
}
