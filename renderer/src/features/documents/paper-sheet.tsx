import { useCallback, useRef, useState } from 'react';
import { useText } from '@/i18n';
import styles from './preview-dialog.module.css';

/**
 * A document's page on a desk that scrolls: by the wheel, and by the arrows, Page Up and Down, Home and End once it has the
 * focus. Its frame runs no script and takes neither focus nor clicks, so that Tab and Escape stay with the dialog; it is of the
 * page's own origin for one thing alone, that its height can be read and the whole of it laid out.
 */
export function PaperSheet({ title, html }: { readonly title: string; readonly html: string }) {
  const { t } = useText();
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState<number | null>(null);
  const measure = useCallback(() => {
    const page = frame.current?.contentDocument;
    if (!page) return;
    const read = (): void => setHeight(page.documentElement.scrollHeight);
    read();
    // Lines may break elsewhere once the fonts are there.
    void page.fonts.ready.then(read, () => undefined);
  }, []);
  return (
    // A place that scrolls must be reachable by keyboard: it is no control, and yet takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.desk} role="region" aria-label={t('documents.paper', { title })} tabIndex={0}>
      <iframe
        ref={frame}
        className={styles.paper}
        title={title}
        sandbox="allow-same-origin"
        srcDoc={html}
        tabIndex={-1}
        onLoad={measure}
        {...(height === null ? {} : { style: { blockSize: height } })}
      />
    </div>
  );
}
