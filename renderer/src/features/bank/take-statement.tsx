import { FolderOpen, Plus } from 'lucide-react';
import { useState } from 'react';
import { bankColumnNames, type BankAccount, type BankAccountId, type BankMapping } from '@contract/bank';
import { useAction, useCommand, useRead, type OutputOf } from '@/api';
import { AmountText, Banner, Button, DateText, Dialog, ErrorBanner, Num, Select, Skeleton, toast } from '@/components';
import { ColumnMapping, ProblemList, importStyles as styles } from '@/features/imports';
import { useText } from '@/i18n';
import { AccountDialog } from './account-form';

type Chosen = NonNullable<OutputOf<'bank.chooseFile'>>;

interface TakeStatementProps {
  readonly accounts: readonly BankAccount[];
  readonly onClose: () => void;
  readonly onTaken: () => void;
}

/** Account, file, columns, preview, import: the columns are asked for once for each account. */
export function TakeStatementDialog({ accounts, onClose, onTaken }: TakeStatementProps) {
  const text = useText();
  const { t } = text;
  const [picked, setPicked] = useState<BankAccountId | null>(null);
  const accountId = picked ?? (accounts.length === 1 ? (accounts[0]?.id ?? null) : null);
  const [adding, setAdding] = useState(accounts.length === 0);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [mapping, setMapping] = useState<BankMapping | null>(null);
  const choose = useAction('bank.chooseFile');
  const command = useCommand('bank.import');
  const account = accounts.find(({ id }) => id === accountId);
  const isMapped =
    mapping !== null &&
    mapping.columns.date !== null &&
    (mapping.columns.amount !== null || mapping.columns.credit !== null);
  const preview = useRead(
    'bank.previewImport',
    { file: chosen?.file ?? '', accountId: accountId ?? '', mapping: mapping ?? emptyMapping },
    { enabled: isMapped && chosen !== null && accountId !== null, keepPrevious: true },
  );
  const pick = async (): Promise<void> => {
    if (accountId === null) return;
    const file = await choose.run({ accountId });
    if (file === null) return;
    setChosen(file);
    setMapping(file.mapping);
  };
  const take = async (): Promise<void> => {
    if (chosen === null || accountId === null || mapping === null) return;
    const answer = await command.run({ file: chosen.file, accountId, mapping });
    if (answer === null) return;
    toast({ tone: 'ok', title: t('bank.import.done', { count: answer.added }) });
    onTaken();
  };
  const good = preview.data?.good ?? 0;
  const failure = choose.error ?? command.error ?? (isMapped ? preview.error : null);
  return (
    <>
      <Dialog
        title={t('bank.take')}
        look="wide"
        onClose={onClose}
        dismissable={false}
        actions={
          <>
            <Button
              variant="primary"
              disabled={!isMapped || good === 0 || preview.data?.alreadyImported === true}
              pending={command.pending}
              onPress={() => void take()}
            >
              {t('bank.import.do', { count: good })}
            </Button>
            <Button onPress={onClose}>{t('common.cancel')}</Button>
          </>
        }
      >
        <div className={styles.steps}>
          {failure !== null && <ErrorBanner error={failure} />}
          <div className={styles.row}>
            <Select
              label={t('bank.columns.account')}
              value={accountId}
              onChange={(id) => {
                setPicked(id);
                setChosen(null);
                setMapping(null);
              }}
              choices={accounts.map(({ id, name, nameAr, currency }) => ({
                value: id,
                label: text.name(name, nameAr),
                detail: text.currency(currency),
              }))}
            />
            <Button needs="bank.saveAccount" icon={Plus} onPress={() => setAdding(true)}>
              {t('bank.account.add')}
            </Button>
            <Button
              needs="bank.chooseFile"
              variant={chosen === null ? 'primary' : 'secondary'}
              icon={FolderOpen}
              disabled={accountId === null}
              pending={choose.pending}
              onPress={() => void pick()}
            >
              {t('bank.import.choose')}
            </Button>
            {chosen !== null && <bdi className="muted">{chosen.fileName}</bdi>}
          </div>
          {chosen !== null && mapping !== null && (
            <ColumnMapping
              sample={chosen.sample}
              headRow={mapping.headRow}
              columns={mapping.columns}
              names={bankColumnNames.map((name) => ({ name, label: t(`bank.column.${name}`) }))}
              open={!chosen.recognised}
              onChange={(columns) => setMapping({ ...mapping, columns: { ...mapping.columns, ...columns } })}
            />
          )}
          {isMapped && preview.data === undefined && preview.error === null && <Skeleton lines={4} />}
          {preview.data !== undefined && isMapped && (
            <>
              {preview.data.alreadyImported && <Banner tone="warn" title={t('bank.import.already')} />}
              <dl className={styles.figures}>
                <div>
                  <dt>{t('bank.import.good')}</dt>
                  <dd>
                    <Num>{text.count(preview.data.good)}</Num>
                  </dd>
                </div>
                <div>
                  <dt>{t('bank.import.total')}</dt>
                  <dd>
                    <AmountText amount={preview.data.total} strong /> {account && text.currency(account.currency)}
                  </dd>
                </div>
                <div>
                  <dt>{t('bank.import.known')}</dt>
                  <dd>
                    <Num>{text.count(preview.data.known)}</Num>
                  </dd>
                </div>
                <div>
                  <dt>{t('bank.import.outgoing')}</dt>
                  <dd>
                    <Num>{text.count(preview.data.outgoing)}</Num>
                  </dd>
                </div>
                <div>
                  <dt>{t('bank.import.wrong')}</dt>
                  <dd>
                    <Num>{text.count(preview.data.wrong)}</Num>
                  </dd>
                </div>
              </dl>
              <table className={styles.table}>
                <thead>
                  <tr>
                    <th>{t('bank.columns.bookedOn')}</th>
                    <th>{t('bank.columns.description')}</th>
                    <th>{t('bank.columns.reference')}</th>
                    <th className={styles.amount}>{t('bank.columns.amount')}</th>
                  </tr>
                </thead>
                <tbody>
                  {preview.data.first.slice(0, 6).map((line) => (
                    <tr key={line.line}>
                      <td>
                        <DateText date={line.bookedOn} />
                      </td>
                      <td>
                        <bdi>{line.description}</bdi>
                      </td>
                      <td>{line.reference !== null && <span className="num">{line.reference}</span>}</td>
                      <td className={styles.amount}>
                        <AmountText amount={line.amount} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <ProblemList
                problems={preview.data.problems.map(({ line, error, value }) => ({
                  line,
                  value,
                  why: t(`bank.rowError.${error}`),
                }))}
              />
            </>
          )}
        </div>
      </Dialog>
      {adding && (
        <AccountDialog
          onClose={() => setAdding(false)}
          onSaved={(id) => {
            setPicked(id);
            setAdding(false);
          }}
        />
      )}
    </>
  );
}

const emptyMapping: BankMapping = {
  headRow: -1,
  heads: [],
  columns: {
    date: null,
    amount: null,
    credit: null,
    debit: null,
    description: null,
    reference: null,
    payer: null,
    balance: null,
  },
};
