import { Component, type ReactNode } from 'react';
import { CircleAlert } from 'lucide-react';
import { Button, EmptyState } from '@/components';
import { useText } from '@/i18n';
import styles from './error-boundary.module.css';

interface Props {
  readonly children: ReactNode;
  readonly fallback: (error: Error, reset: () => void) => ReactNode;
}

/** Keeps a fault in one screen from taking down the others. */
export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(thrown: unknown): { error: Error } {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === null
      ? this.props.children
      : this.props.fallback(error, () => {
          this.setState({ error: null });
        });
  }
}

/** What is shown in place of a screen that failed. */
export function CrashScreen({ error, onReopen }: { readonly error: Error; readonly onReopen: () => void }) {
  const { t } = useText();
  return (
    <EmptyState icon={CircleAlert} title={t('app.crash.title')} text={t('app.crash.text')}>
      <div className={styles.crash}>
        <Button variant="primary" onPress={onReopen}>
          {t('app.crash.reopen')}
        </Button>
        <code className={styles.details} dir="ltr">
          {error.name}: {error.message}
        </code>
      </div>
    </EmptyState>
  );
}
