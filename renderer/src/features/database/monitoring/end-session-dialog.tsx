import { useQueryClient } from '@tanstack/react-query';
import type { Session } from '@contract/monitoring';
import { refreshAreas, useAction } from '@/api';
import { ConfirmDialog, ErrorBanner, toast } from '@/components';
import { useText } from '@/i18n';
import { ownerText, workText } from './words';

/** The connection that is to be cancelled or ended. */
export interface Ending extends Pick<Session, 'pid' | 'startedAt' | 'owner'> {
  readonly how: 'cancel' | 'terminate';
}

/** Asks before another's statement is stopped, or his connection ended. */
export function EndSessionDialog({ ending, onClose }: { readonly ending: Ending; readonly onClose: () => void }) {
  const text = useText();
  const { t } = text;
  const client = useQueryClient();
  const cancel = useAction('monitoring.cancel');
  const terminate = useAction('monitoring.terminate');
  const { how, pid, startedAt, owner } = ending;
  const action = how === 'cancel' ? cancel : terminate;
  const run = async () => {
    const answer = await action.run({ pid, startedAt });
    if (answer === null) return;
    await refreshAreas(client, ['monitoring']);
    toast({ tone: answer.done ? 'ok' : 'info', title: t(answer.done ? `monitoring.done.${how}` : 'monitoring.gone') });
    onClose();
  };
  return (
    <ConfirmDialog
      title={t(`monitoring.confirm.${how}`, { who: ownerText(text, owner) })}
      confirmLabel={t(`monitoring.${how}`)}
      danger
      pending={action.pending}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      {action.error && <ErrorBanner error={action.error} />}
      <p>{t(`monitoring.confirmText.${how}`, { work: workText(text, owner) })}</p>
    </ConfirmDialog>
  );
}
