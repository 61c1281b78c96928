import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { usageColumnNames, type UsageMapping } from '@contract/usage';
import { useAction, useCommand, useRead, type OutputOf } from '@/api';
import { Banner, Button, Dialog, ErrorBanner, MetricName, Num, Skeleton, toast } from '@/components';
import { ColumnMapping, ProblemList, importStyles as styles } from '@/features/imports';
import { useText } from '@/i18n';

type Chosen = NonNullable<OutputOf<'usage.chooseFile'>>;

const emptyMapping: UsageMapping = {
  headRow: -1,
  columns: { subscription: null, tenant: null, metric: null, quantity: null, date: null, id: null, note: null },
};

/** File, columns, preview with the reason for each row that is left out, import: all good rows or none. */
export function ImportUsageDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText();
  const { t } = text;
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [mapping, setMapping] = useState<UsageMapping | null>(null);
  const choose = useAction('usage.chooseFile');
  const command = useCommand('usage.import');
  const columns = mapping?.columns;
  const isMapped =
    columns !== undefined &&
    (columns.subscription !== null || columns.tenant !== null) &&
    columns.metric !== null &&
    columns.quantity !== null &&
    columns.date !== null;
  const preview = useRead(
    'usage.previewImport',
    { file: chosen?.file ?? '', mapping: mapping ?? emptyMapping },
    { enabled: isMapped && chosen !== null, keepPrevious: true },
  );
  const pick = async (): Promise<void> => {
    const file = await choose.run({});
    if (file === null) return;
    setChosen(file);
    setMapping(file.mapping);
  };
  const take = async (): Promise<void> => {
    if (chosen === null || mapping === null) return;
    const answer = await command.run({ file: chosen.file, mapping });
    if (answer === null) return;
    toast({ tone: 'ok', title: t('usage.import.done', { count: answer.added }) });
    onClose();
  };
  const data = isMapped ? preview.data : undefined;
  const failure = choose.error ?? command.error ?? (isMapped ? preview.error : null);
  return (
    <Dialog
      title={t('usage.import.title')}
      look="wide"
      onClose={onClose}
      dismissable={false}
      actions={
        <>
          <Button
            variant="primary"
            disabled={data === undefined || data.good === 0 || data.alreadyImported}
            pending={command.pending}
            onPress={() => void take()}
          >
            {t('usage.import.do', { count: data?.good ?? 0 })}
          </Button>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
        </>
      }
    >
      <div className={styles.steps}>
        {failure !== null && <ErrorBanner error={failure} />}
        <div className={styles.row}>
          <Button
            needs="usage.chooseFile"
            variant={chosen === null ? 'primary' : 'secondary'}
            icon={FolderOpen}
            pending={choose.pending}
            onPress={() => void pick()}
          >
            {t('usage.import.choose')}
          </Button>
          {chosen !== null && <bdi className="muted">{chosen.fileName}</bdi>}
        </div>
        {chosen !== null && mapping !== null && (
          <ColumnMapping
            key={chosen.file}
            sample={chosen.sample}
            headRow={mapping.headRow}
            columns={mapping.columns}
            names={usageColumnNames.map((name) => ({ name, label: t(`usage.import.column.${name}`) }))}
            open={!chosen.recognised}
            onChange={(part) => setMapping({ ...mapping, columns: { ...mapping.columns, ...part } })}
          />
        )}
        {isMapped && preview.data === undefined && preview.error === null && <Skeleton lines={4} />}
        {data !== undefined && (
          <>
            {data.alreadyImported && <Banner tone="warn" title={t('usage.import.already')} />}
            <dl className={styles.figures}>
              {(['good', 'known', 'wrong'] as const).map((name) => (
                <div key={name}>
                  <dt>{t(`usage.import.${name}`)}</dt>
                  <dd>
                    <Num>{text.count(data[name])}</Num>
                  </dd>
                </div>
              ))}
            </dl>
            {data.metrics.length > 0 && (
              <table className={styles.table}>
                <thead>
                  <tr>
                    <th>{t('usage.columns.metric')}</th>
                    <th>{t('usage.import.rows')}</th>
                    <th className={styles.amount}>{t('usage.columns.quantity')}</th>
                  </tr>
                </thead>
                <tbody>
                  {data.metrics.map(({ metric, rows, quantity }) => (
                    <tr key={metric}>
                      <td>
                        <MetricName metric={metric} />
                      </td>
                      <td>
                        <Num>{text.count(rows)}</Num>
                      </td>
                      <td className={styles.amount}>
                        <Num>{text.decimal(quantity)}</Num>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            <ProblemList
              problems={data.problems.map(({ line, error, value }) => ({
                line,
                value,
                why: t(`usage.import.rowError.${error}`),
              }))}
            />
          </>
        )}
      </div>
    </Dialog>
  );
}
