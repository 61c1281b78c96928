import { ArrowLeft, ChevronLeft, FileText, RotateCcw, Search, Undo2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { AmountText, DateText, Kbd } from '@/components';
import { calendarDateSchema } from '@contract/calendar-date';
import { useText } from '@/i18n';
import { colourPairs, contrast, tokenOf } from './contrast';
import { Part } from './part';
import styles from './gallery.module.css';

const sizes = ['2xl', 'xl', 'lg', '', 'sm', 'xs'] as const;
const day = calendarDateSchema.parse('2026-02-28');

/** The scale of type, and how numbers and dates stand in it. */
export function Type() {
  const { t } = useText();
  return (
    <Part title={t('gallery.type')}>
      {sizes.map((size) => (
        <p key={size} style={{ fontSize: `var(--text${size === '' ? '' : `-${size}`})` }}>
          {t('gallery.specimen')}
        </p>
      ))}
      {(['1234567.50', '0.00', '-477.89'] as const).map((amount) => (
        <AmountText key={amount} amount={amount} block />
      ))}
      <span>
        <DateText date={day} hijri />
      </span>
    </Part>
  );
}

interface Pair {
  readonly ink: string;
  readonly ground: string;
  readonly ratio: number;
}

/** Every pair of colours that words are written in, with its contrast as measured now. */
export function Colours() {
  const text = useText();
  const place = useRef<HTMLDivElement>(null);
  const [pairs, setPairs] = useState<readonly Pair[]>([]);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    setPairs(
      colourPairs.map(([ink, ground]) => ({
        ink,
        ground,
        ratio: contrast(tokenOf(element, ink), tokenOf(element, ground)),
      })),
    );
  }, []);
  return (
    <Part title={text.t('gallery.colours')}>
      <div className={styles.swatches} ref={place}>
        {pairs.map(({ ink, ground, ratio }) => (
          <span
            key={`${ink} ${ground}`}
            className={styles.swatch}
            style={{ color: `var(--${ink})`, background: `var(--${ground})` }}
          >
            <bdi dir="ltr">{ink}</bdi>
            <span className="num">{ratio.toFixed(1)}</span>
          </span>
        ))}
      </div>
    </Part>
  );
}

/** The steps of space, as long as they are. */
export function Spacing() {
  const { t } = useText();
  return (
    <Part title={t('gallery.spacing')}>
      {[1, 2, 3, 4, 5, 6].map((step) => (
        <span key={step} className={styles.step}>
          <span className={styles.bar} style={{ inlineSize: `var(--space-${step})` }} />
          <bdi dir="ltr">{`--space-${step}`}</bdi>
        </span>
      ))}
    </Part>
  );
}

/** Icons that point along the text turn with it; the others stand as they are. */
export function Icons() {
  const { t } = useText();
  return (
    <Part title={t('gallery.icons')}>
      <span className={styles.row}>
        {[ArrowLeft, ChevronLeft, Undo2].map((Icon, index) => (
          <Icon key={index} size={18} className="mirrored" aria-hidden />
        ))}
        {t('gallery.mirrored')}
      </span>
      <span className={styles.row}>
        {[FileText, Search, RotateCcw].map((Icon, index) => (
          <Icon key={index} size={18} aria-hidden />
        ))}
        {t('gallery.notMirrored')}
      </span>
      <span className={styles.row}>
        <Kbd keys="Ctrl+K" />
        <Kbd keys="F2" />
        <Kbd keys="Escape" />
        {t('gallery.keys')}
      </span>
    </Part>
  );
}
