import type { Storage, TableSize } from '@contract/monitoring';
import { useRead } from '@/api';
import { ErrorState, InstantText, Num, Pill, Skeleton } from '@/components';
import { useText } from '@/i18n';
import { byteSize } from '@/features/connection';
import { Card, WideTable } from './card';
import styles from '../database-screen.module.css';

/** A number of bytes with its unit. */
function Bytes({ bytes }: { readonly bytes: string }) {
  const text = useText();
  const { figure, unit } = byteSize(bytes);
  return (
    <bdi>
      {text.decimal(figure)} {text.t(`connection.unit.${unit}`)}
    </bdi>
  );
}

/** Sizes, dead rows and indexes: read when the tab opens, for they cost more than the rest. */
export function StorageCards() {
  const { data, error, refetch } = useRead('monitoring.storage', {});
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={6} />;
  return (
    <>
      <Tables storage={data} />
      <UnusedIndexes storage={data} />
    </>
  );
}

function Tables({ storage }: { readonly storage: Storage }) {
  const { t } = useText();
  const { cacheHit, databaseBytes, tables } = storage;
  const size = byteSize(databaseBytes);
  const whole = t('monitoring.tables.whole', { size: `${size.figure} ${t(`connection.unit.${size.unit}`)}` });
  const hit = cacheHit === null ? '' : t('monitoring.tables.cacheHit', { value: (cacheHit * 100).toFixed(1) });
  const head = [
    { title: t('monitoring.tables.table') },
    { title: t('monitoring.tables.size'), number: true },
    { title: t('monitoring.tables.indexes'), number: true },
    { title: t('monitoring.tables.rows'), number: true },
    { title: t('monitoring.tables.dead'), number: true },
    { title: t('monitoring.tables.vacuum') },
    { title: t('monitoring.tables.advice') },
  ];
  return (
    <Card title={t('monitoring.tables.title')} part="tables" note={`${whole} ${hit}`}>
      <WideTable label={t('monitoring.tables.title')} head={head}>
        {tables.map((table) => (
          <TableRow key={`${table.schema}.${table.table}`} table={table} />
        ))}
      </WideTable>
    </Card>
  );
}

function TableRow({ table }: { readonly table: TableSize }) {
  const text = useText();
  const { t, decimal } = text;
  return (
    <tr>
      <td>
        <Num className={styles.mono ?? ''}>
          {table.schema}.{table.table}
        </Num>
      </td>
      <td className={styles.number}>
        <Bytes bytes={table.totalBytes} />
      </td>
      <td className={styles.number}>
        <Bytes bytes={table.indexBytes} />
      </td>
      <td className={styles.number}>
        <Num>{decimal(table.liveRows)}</Num>
      </td>
      <td className={styles.number}>
        <Num>{decimal(table.deadRows)}</Num>
      </td>
      <td>{table.lastVacuum === null ? t('monitoring.tables.never') : <InstantText at={table.lastVacuum} />}</td>
      <td>
        {table.wantsVacuum && <Pill tone="warn">{t('monitoring.tables.wantsVacuum')}</Pill>}
        {table.wantsIndex && <Pill tone="warn">{t('monitoring.tables.wantsIndex')}</Pill>}
      </td>
    </tr>
  );
}

function UnusedIndexes({ storage: { unusedIndexes, countersSince } }: { readonly storage: Storage }) {
  const text = useText();
  const { t } = text;
  const since = countersSince === null ? t('monitoring.indexes.sinceStart') : text.instant(countersSince);
  const head = [
    { title: t('monitoring.indexes.index') },
    { title: t('monitoring.tables.table') },
    { title: t('monitoring.tables.size'), number: true },
  ];
  return (
    <Card title={t('monitoring.indexes.title')} part="indexes" note={t('monitoring.indexes.text', { since })}>
      {unusedIndexes.length > 0 && (
        <WideTable label={t('monitoring.indexes.title')} head={head}>
          {unusedIndexes.map(({ schema, table, index, bytes }) => (
            <tr key={`${schema}.${index}`}>
              <td>
                <Num className={styles.mono ?? ''}>{index}</Num>
              </td>
              <td>
                <Num className={styles.mono ?? ''}>
                  {schema}.{table}
                </Num>
              </td>
              <td className={styles.number}>
                <Bytes bytes={bytes} />
              </td>
            </tr>
          ))}
        </WideTable>
      )}
    </Card>
  );
}
