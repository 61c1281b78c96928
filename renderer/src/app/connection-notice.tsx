import type { ConnectionStatus } from '@contract/connection';
import type { ApiError } from '@/api';
import { Banner, Button, useErrorText } from '@/components';
import { failureError } from '@/features/setup';
import { useText } from '@/i18n';

interface NoticeProps {
  readonly status: ConnectionStatus;
  /** Opens the panel behind the pill, where the way out is. */
  readonly onOpen: () => void;
  readonly className: string;
}

/** What the connection means for the work on every screen; nothing while all is well. */
export function ConnectionNotice({ status, onOpen, className }: NoticeProps) {
  const { t } = useText();
  const notice = noticeOf(status);
  if (notice === null) return null;
  const action = <Button onPress={onOpen}>{t('app.panel')}</Button>;
  return (
    <div className={className}>
      {notice === 'lost' ? (
        <Banner tone="bad" title={t('app.lost.title')} action={action}>
          {t('app.lost.text')} <Reason failure={status.failure} />
        </Banner>
      ) : notice === 'read_only' ? (
        <Banner tone="warn" title={t('app.readOnly.title')}>
          {t('app.readOnly.text')}
        </Banner>
      ) : (
        <Sentences error={notice.error} tone={notice.tone} action={action} />
      )}
    </div>
  );
}

type Notice = 'lost' | 'read_only' | { readonly error: ApiError; readonly tone: 'bad' | 'warn' } | null;

function noticeOf({ state, failure, nextAttemptAt, access }: ConnectionStatus): Notice {
  if (state === 'read_only') return 'read_only';
  if (state === 'not_migrated' && access !== null && access.upgrader !== null) {
    return { error: failureError({ code: 'no_right_to_upgrade', params: { owner: access.upgrader } }), tone: 'warn' };
  }
  if (state === 'not_migrated' || state === 'newer_schema') {
    const code = state === 'newer_schema' ? 'schema_newer' : 'not_migrated';
    return { error: failureError({ code, params: {} }), tone: 'warn' };
  }
  if (state === 'reconnecting') return 'lost';
  if (state !== 'offline') return null;
  // Nothing is tried any more: the program does not go on by itself, so it must not say that it will.
  return failure === null || nextAttemptAt !== null ? 'lost' : { error: failureError(failure), tone: 'bad' };
}

function Sentences({ error, tone, action }: { error: ApiError; tone: 'bad' | 'warn'; action: React.ReactNode }) {
  const { title, remedy } = useErrorText(error);
  return (
    <Banner tone={tone} title={title} action={action}>
      {remedy}
    </Banner>
  );
}

/** Why it is not back yet, where that is more than that the line broke. */
function Reason({ failure }: { readonly failure: ConnectionStatus['failure'] }) {
  const { t } = useText();
  if (failure === null || failure.code === 'connection_lost' || failure.code === 'not_connected') return null;
  const { params } = failureError(failure);
  return <>{t('app.lost.reason', { reason: t(`errors.${failure.code}.title`, { ...params }) })}</>;
}
