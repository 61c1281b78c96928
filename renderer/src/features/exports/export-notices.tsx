import { useEffect, useState } from 'react';
import type { ExportProgress } from '@contract/exports';
import { ApiError, listen, useAction } from '@/api';
import { Banner, Button, ErrorBanner, toast } from '@/components';
import { useText } from '@/i18n';

/** The spreadsheets that are being written, and those that could not be. One that is done says so and goes. */
export function ExportNotices({ className }: { readonly className: string }) {
  const { t } = useText();
  const [shown, setShown] = useState<readonly ExportProgress[]>([]);
  const stop = useAction('exports.stop');

  useEffect(
    () =>
      listen('exports.progress', (progress) => {
        const { id, state, file, rows } = progress;
        const stays = state === 'running' || state === 'failed';
        setShown((before) => {
          if (!stays) return before.filter((other) => other.id !== id);
          return before.some((other) => other.id === id)
            ? before.map((other) => (other.id === id ? progress : other))
            : [...before, progress];
        });
        if (state === 'done')
          toast({ tone: 'ok', title: t('exports.done', { file }), text: t('exports.rows', { count: rows }) });
        if (state === 'stopped') toast({ tone: 'info', title: t('exports.stopped', { file }) });
      }),
    [t],
  );

  return shown.map(({ id, state, file, rows, failure }) => (
    <div key={id} className={className}>
      {state === 'failed' && failure !== null ? (
        <ErrorBanner
          error={new ApiError(failure.code, failure.params)}
          action={
            <Button size="small" onPress={() => setShown((before) => before.filter((other) => other.id !== id))}>
              {t('common.close')}
            </Button>
          }
        />
      ) : (
        <Banner
          tone="info"
          title={t('exports.writing', { file })}
          action={
            <Button size="small" onPress={() => void stop.run({ id })}>
              {t('exports.stop')}
            </Button>
          }
        >
          {t('exports.rows', { count: rows })}
        </Banner>
      )}
    </div>
  ));
}
