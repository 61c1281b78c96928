import type { ServiceHealth } from '@contract/upkeep';
import { Banner } from '@/components';
import { useText } from '@/i18n';

/** What the billing service said of itself when it was asked; nothing where no address of it is set. */
export function ServiceAnswer({ health }: { readonly health: ServiceHealth }) {
  const { t } = useText();
  const { address, answered, status, body, ms } = health;
  if (address === null) return null;
  const isWell = status !== null && status >= 200 && status < 300;
  return (
    <Banner
      tone={isWell ? 'ok' : 'bad'}
      title={
        answered
          ? t('database.service.answered', { status: String(status), ms: String(ms) })
          : t('database.service.silent')
      }
    >
      <bdi dir="ltr">{body}</bdi>
    </Banner>
  );
}
