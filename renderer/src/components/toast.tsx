import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import {
  Button as AriaButton,
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components';
import { useText } from '@/i18n';
import { Button } from './button';
import { classes } from './class-names';
import styles from './toast.module.css';

interface Message {
  readonly tone: 'ok' | 'bad' | 'info';
  readonly title: string;
  readonly text?: string;
  /** What can be done about it while it is shown, such as to undo it. */
  readonly action?: { readonly label: string; readonly keys?: string; readonly run: () => void };
}
const icons = { ok: CircleCheck, bad: CircleAlert, info: Info } as const;
const queue = new ToastQueue<Message>({ maxVisibleToasts: 3 });

/**
 * Says that something was done; it goes by itself, or by what it gives back. What failed stays where it failed, in a Banner.
 */
export function toast(message: Message): () => void {
  const key = queue.add(message, { timeout: message.tone === 'bad' || message.action !== undefined ? 12_000 : 6_000 });
  return () => queue.close(key);
}

export function ToastRegion() {
  const { t } = useText();
  return (
    <AriaToastRegion queue={queue} className={styles.region ?? ''} aria-label={t('app.notifications')}>
      {({ toast: shown }) => {
        const { tone, title, text, action } = shown.content;
        const Icon = icons[tone];
        return (
          <AriaToast toast={shown} className={classes(styles.toast, styles[tone])}>
            <Icon size={18} aria-hidden />
            <ToastContent className={styles.words ?? ''}>
              <Text slot="title">{title}</Text>
              {text !== undefined && <Text slot="description">{text}</Text>}
            </ToastContent>
            {action !== undefined && (
              <Button
                size="small"
                {...(action.keys === undefined ? {} : { keys: action.keys })}
                onPress={() => {
                  queue.close(shown.key);
                  action.run();
                }}
              >
                {action.label}
              </Button>
            )}
            <AriaButton slot="close" className={styles.close ?? ''} aria-label={t('common.close')}>
              <X size={15} aria-hidden />
            </AriaButton>
          </AriaToast>
        );
      }}
    </AriaToastRegion>
  );
}
