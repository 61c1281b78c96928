import { useRead } from '@/api';
import { ErrorState, Num, Skeleton } from '@/components';
import { useText } from '@/i18n';
import { Card, WideTable } from './card';
import styles from '../database-screen.module.css';
import own from './monitoring.module.css';

/** The statements that cost most, or how to have the server count them. */
export function SlowQueriesCard() {
  const text = useText();
  const { t, decimal } = text;
  const { data, error, refetch } = useRead('monitoring.slowQueries', {});
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={3} />;
  const ms = (value: number) => <Num>{decimal(value.toFixed(1))}</Num>;
  const head = [
    { title: t('monitoring.slow.query') },
    { title: t('monitoring.slow.calls'), number: true },
    { title: t('monitoring.slow.mean'), number: true },
    { title: t('monitoring.slow.worst'), number: true },
    { title: t('monitoring.slow.total'), number: true },
  ];
  return (
    <Card title={t('monitoring.slow.title')} part="slowQueries" note={t(`monitoring.slow.state.${data.state}`)}>
      {data.remedy !== '' && (
        <pre className={styles.text} dir="ltr" lang="en" tabIndex={0}>
          {data.remedy}
        </pre>
      )}
      {data.queries.length > 0 && (
        <WideTable label={t('monitoring.slow.title')} head={head}>
          {data.queries.map((row, place) => (
            <tr key={place}>
              <td>
                <code className={own.query} dir="ltr" lang="en" title={row.query}>
                  {row.query}
                </code>
              </td>
              <td className={styles.number}>
                <Num>{decimal(row.calls)}</Num>
              </td>
              <td className={styles.number}>{ms(row.meanMs)}</td>
              <td className={styles.number}>{ms(row.worstMs)}</td>
              <td className={styles.number}>{ms(row.totalMs)}</td>
            </tr>
          ))}
        </WideTable>
      )}
    </Card>
  );
}
