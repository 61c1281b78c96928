import { useRead } from '@/api';
import { Dialog, Skeleton } from '@/components';
import { useText } from '@/i18n';

/** What stands behind the connection pill. */
export function ConnectionPanel({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const { data } = useRead('connection.panel', {});
  return (
    <Dialog title={t('app.nav.database')} look="sheet" onClose={onClose}>
      {data ? t(`app.connection.${data.status.state}`) : <Skeleton />}
    </Dialog>
  );
}
