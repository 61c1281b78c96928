import type { Activity } from '@contract/monitoring';
import { Bdi, Num } from '@/components';
import { useText } from '@/i18n';
import { byteSize } from '@/features/connection';
import { Card, WideTable } from './card';
import { durationText } from './words';
import styles from '../database-screen.module.css';

/** The servers that follow this one and how far behind they are, or that this one follows another. */
export function ReplicasCard({ activity: { replicas, standby, history } }: { readonly activity: Activity }) {
  const text = useText();
  const { t, decimal } = text;
  const lag = history.at(-1)?.lagSeconds ?? null;
  const note = standby
    ? t('monitoring.replicas.standby', { span: lag === null ? '—' : durationText(text, lag) })
    : replicas.length === 0
      ? t('monitoring.replicas.none')
      : null;
  const head = [
    { title: t('monitoring.replicas.name') },
    { title: t('monitoring.replicas.state') },
    { title: t('monitoring.replicas.lag'), number: true },
    { title: t('monitoring.replicas.bytes'), number: true },
  ];
  return (
    <Card title={t('monitoring.replicas.title')} part="replicas" {...(note === null ? {} : { note })}>
      {replicas.length > 0 && (
        <WideTable label={t('monitoring.replicas.title')} head={head}>
          {replicas.map(({ name, address, state, lagSeconds, lagBytes }) => {
            const size = lagBytes === null ? null : byteSize(lagBytes);
            return (
              <tr key={`${name} ${address ?? ''}`}>
                <td>
                  <Bdi>{name}</Bdi> <Num className={styles.small ?? ''}>{address ?? ''}</Num>
                </td>
                <td>
                  <Num>{state}</Num>
                </td>
                <td className={styles.number}>{lagSeconds === null ? '—' : durationText(text, lagSeconds)}</td>
                <td className={styles.number}>
                  {size === null ? '—' : `${decimal(size.figure)} ${t(`connection.unit.${size.unit}`)}`}
                </td>
              </tr>
            );
          })}
        </WideTable>
      )}
    </Card>
  );
}
