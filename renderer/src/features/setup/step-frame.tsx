import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from '@/components';
import { useText } from '@/i18n';
import styles from './step-frame.module.css';

export interface StepFrameProps {
  readonly title: string;
  /** What this step is for, in a sentence or two. */
  readonly text: string;
  readonly children: ReactNode;
  /** Enter in a field does the same as the button. */
  readonly onNext: () => void;
  readonly onBack?: (() => void) | undefined;
  readonly nextLabel?: string;
  readonly nextPending?: boolean;
  readonly nextDisabled?: boolean;
  /** True moves the focus to the button: what this step waited for is done. */
  readonly nextReady?: boolean;
  /** Stands beside the buttons. */
  readonly aside?: ReactNode;
}

/** One step of the wizard: its heading gets the focus, its buttons stay in view. */
export function StepFrame(props: StepFrameProps) {
  const { t, direction } = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const ready = props.nextReady === true;
  return (
    <form
      className={styles.step}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (props.nextDisabled !== true && props.nextPending !== true) props.onNext();
      }}
    >
      {/* It scrolls where a step is longer than the window, and some steps have nothing in them that takes the focus. */}
      <div className={styles.scroll} role="group" aria-label={props.title} tabIndex={0}>
        <div className={styles.content}>
          <header>
            <h1 className={styles.title} ref={heading} tabIndex={-1}>
              {props.title}
            </h1>
            <p className={styles.text}>{props.text}</p>
          </header>
          {props.children}
        </div>
      </div>
      <footer className={styles.foot}>
        <div className={styles.buttons}>
          <Button
            key={ready ? 'ready' : 'waiting'}
            type="submit"
            variant="primary"
            icon={direction === 'rtl' ? ArrowLeft : ArrowRight}
            pending={props.nextPending ?? false}
            disabled={props.nextDisabled ?? false}
            autoFocus={ready}
          >
            {props.nextLabel ?? t('common.next')}
          </Button>
          {props.onBack !== undefined && <Button onPress={props.onBack}>{t('common.back')}</Button>}
          {props.aside}
        </div>
      </footer>
    </form>
  );
}
