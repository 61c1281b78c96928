import { Ban } from 'lucide-react';
import type { Blocked } from '@contract/monitoring';
import { Button } from '@/components';
import { useText } from '@/i18n';
import { Card } from './card';
import type { Ending } from './end-session-dialog';
import { durationText, ownerText, thingText, workText } from './words';
import styles from '../database-screen.module.css';

interface BlockedListProps {
  readonly blocked: readonly Blocked[];
  readonly onEnd: (ending: Ending) => void;
}

/** Who waits for whom, one sentence each. */
export function BlockedList({ blocked, onEnd }: BlockedListProps) {
  const { t } = useText();
  return (
    <Card title={t('monitoring.locks.title')} part="locks">
      {blocked.length === 0 ? (
        <p className={styles.note}>{t('monitoring.locks.none')}</p>
      ) : (
        <ul className={styles.findings}>
          {blocked.map((one) => (
            <BlockedRow key={one.waiting.pid} one={one} onEnd={onEnd} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function BlockedRow({ one, onEnd }: { readonly one: Blocked; readonly onEnd: BlockedListProps['onEnd'] }) {
  const text = useText();
  const { t } = text;
  const { waiting, blocker, thing } = one;
  return (
    <li className={styles.finding}>
      <span>
        {t('monitoring.locks.waits', {
          work: workText(text, waiting.owner),
          who: ownerText(text, waiting.owner),
          span: durationText(text, waiting.seconds),
          thing: thingText(text, thing),
        })}{' '}
        {blocker &&
          t(blocker.idle ? 'monitoring.locks.heldIdle' : 'monitoring.locks.held', {
            work: workText(text, blocker.owner),
            who: ownerText(text, blocker.owner),
            span: durationText(text, blocker.seconds),
          })}
      </span>
      {blocker?.mayEnd === true && (
        <Button
          size="small"
          variant="danger"
          icon={Ban}
          needs="monitoring.terminate"
          onPress={() => onEnd({ ...blocker, how: 'terminate' })}
        >
          {t('monitoring.locks.free')}
        </Button>
      )}
    </li>
  );
}
