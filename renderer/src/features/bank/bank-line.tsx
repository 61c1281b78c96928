import { useNavigate } from '@tanstack/react-router';
import { Archive, ArchiveRestore, Check, CreditCard, UserSearch } from 'lucide-react';
import { useState } from 'react';
import type { BankLineDetail, BankLineId, BankSuggestion } from '@contract/bank';
import { useCommand, useRead } from '@/api';
import {
  Banner,
  Button,
  DateText,
  ErrorBanner,
  MoneyTiles,
  Pill,
  RecordMeta,
  RecordPanel,
  RecordPanelState,
  RecordSection,
  Skeleton,
  TextField,
  Timeline,
  toast,
  useShortcut,
} from '@/components';
import { useText } from '@/i18n';
import { lineTones } from './bank-columns';
import { PickPayment } from './pick-payment';
import { SetAsideDialog } from './set-aside';
import { Suggestions } from './suggestions';

interface BankLineProps {
  readonly id: BankLineId;
  /** The line that comes after it in the list, to be read ahead and gone to. */
  readonly next: BankLineId | undefined;
  readonly onNext: () => void;
  readonly onClose: () => void;
}

/** One line of a statement: what the bank wrote, what it may pay, and what became of it. */
export function BankLineRecord(props: BankLineProps) {
  const { data, error, refetch } = useRead('bank.get', { id: props.id });
  if (!data) return <RecordPanelState error={error} onRetry={() => void refetch()} onClose={props.onClose} />;
  return <Panel {...props} line={data} />;
}

/** Enter confirms only where it is not meant for a button, or for another row that the list is about to open. */
function isEnterMine(id: BankLineId): boolean {
  const focused = document.activeElement;
  if (focused?.closest('button, a, [role="option"]')) return false;
  const row = focused?.closest('[row-id]')?.getAttribute('row-id');
  return row === null || row === undefined || row === id;
}

function Panel({ line, next, onNext, onClose }: BankLineProps & { readonly line: BankLineDetail }) {
  const text = useText();
  const { t } = text;
  const navigate = useNavigate();
  const waits = line.state === 'waiting';
  const suggestions = useRead('bank.suggest', { id: line.id }, { enabled: waits });
  // Read ahead, so that the next line stands there at once.
  useRead('bank.suggest', { id: next ?? line.id }, { enabled: waits && next !== undefined });
  const confirm = useCommand('bank.confirm');
  const putBack = useCommand('bank.putBack');
  const [chosen, setChosen] = useState(0);
  const [picked, setPicked] = useState<BankSuggestion | null>(null);
  const [dialog, setDialog] = useState<'pick' | 'aside' | null>(null);
  const [payer, setPayer] = useState('');
  const found = suggestions.data ?? [];
  const offer = picked ?? found[chosen] ?? null;
  const wantsPayer = line.method === 'mobile_money' && line.payerNumber === null;

  const run = async (): Promise<void> => {
    if (offer === null || confirm.pending) return;
    const answer = await confirm.run({
      id: line.id,
      tenantId: offer.tenantId,
      payerNumber: wantsPayer ? payer : null,
      allocations: offer.allocations.map(({ invoice, amount }) => ({ invoiceId: invoice.id, amount })),
    });
    if (answer === null) return;
    toast({ tone: 'ok', title: t('bank.confirmed', { number: answer.voucherNumber ?? '' }) });
    onNext();
  };
  const back = async (): Promise<void> => {
    if ((await putBack.run({ id: line.id })) !== null) toast({ tone: 'ok', title: t('bank.isBack') });
  };
  const isReady = waits && offer !== null && dialog === null;
  useShortcut({
    needs: 'bank.confirm',
    keys: 'Enter',
    label: t('bank.confirm'),
    enabled: isReady,
    run: () => {
      if (isEnterMine(line.id)) void run();
    },
  });
  useShortcut({ keys: 'S', label: t('bank.skip'), enabled: next !== undefined, run: onNext });
  useShortcut({
    needs: 'bank.confirm',
    keys: 'P',
    label: t('bank.pick.title'),
    enabled: waits,
    run: () => setDialog('pick'),
  });
  useShortcut({
    needs: 'bank.setAside',
    keys: 'X',
    label: t('bank.aside.title'),
    enabled: waits,
    run: () => setDialog('aside'),
  });
  const failure = confirm.error ?? putBack.error;

  return (
    <RecordPanel
      title={<DateText date={line.bookedOn} />}
      status={<Pill tone={lineTones[line.state]}>{t(`bank.state.${line.state}`)}</Pill>}
      onClose={onClose}
      actions={
        waits ? (
          <>
            <Button
              needs="bank.confirm"
              variant="primary"
              icon={Check}
              keys="Enter"
              disabled={offer === null}
              pending={confirm.pending}
              onPress={() => void run()}
            >
              {t('bank.confirm')}
            </Button>
            <Button needs="bank.confirm" icon={UserSearch} keys="P" onPress={() => setDialog('pick')}>
              {t('bank.pick.other')}
            </Button>
            <Button needs="bank.setAside" variant="quiet" icon={Archive} keys="X" onPress={() => setDialog('aside')}>
              {t('bank.aside.do')}
            </Button>
          </>
        ) : line.state === 'set_aside' ? (
          <Button needs="bank.putBack" icon={ArchiveRestore} pending={putBack.pending} onPress={() => void back()}>
            {t('bank.putBack')}
          </Button>
        ) : (
          <Button
            variant="primary"
            icon={CreditCard}
            onPress={() => void navigate({ to: '/payments', search: { open: line.paymentId ?? undefined } })}
          >
            {t('bank.openPayment')}
          </Button>
        )
      }
    >
      {failure !== null && <ErrorBanner error={failure} />}
      <RecordSection>
        <MoneyTiles currency={line.currency} tiles={[{ label: t('bank.columns.amount'), amount: line.amount }]} />
      </RecordSection>
      <RecordMeta
        entries={[
          { label: t('bank.columns.description'), value: line.description && <bdi>{line.description}</bdi> },
          {
            label: t('bank.columns.reference'),
            value: line.reference && <span className="num">{line.reference}</span>,
          },
          {
            label: t('bank.record.payer'),
            value: line.payerNumber && <span className="num">{line.payerNumber}</span>,
          },
          { label: t('bank.columns.account'), value: <bdi>{text.name(line.accountName, line.accountNameAr)}</bdi> },
          { label: t('bank.record.method'), value: t(`status.method.${line.method}`) },
          {
            label: t('bank.record.tenant'),
            value: line.tenantName && <bdi>{text.name(line.tenantName, line.tenantNameAr ?? '')}</bdi>,
          },
          {
            label: t('bank.record.voucher'),
            value: line.voucherNumber && <span className="num">{line.voucherNumber}</span>,
          },
        ]}
      />
      {waits && (
        <RecordSection title={t('bank.suggestions.title')}>
          {suggestions.data === undefined && suggestions.error === null ? (
            <Skeleton lines={3} />
          ) : suggestions.error ? (
            <ErrorBanner error={suggestions.error} />
          ) : found.length === 0 && picked === null ? (
            <Banner tone="info" title={t('bank.suggestions.none')}>
              {t('bank.suggestions.noneText')}
            </Banner>
          ) : (
            <Suggestions
              suggestions={picked === null ? found : [picked]}
              chosen={picked === null ? chosen : 0}
              onChoose={setChosen}
            />
          )}
          {wantsPayer && offer !== null && (
            <TextField label={t('bank.record.payerMissing')} value={payer} onChange={setPayer} />
          )}
        </RecordSection>
      )}
      <RecordSection title={t('bank.record.history')}>
        <Timeline
          items={line.history.map((entry, place) => ({
            id: String(place),
            at: entry.at,
            tone: entry.what === 'confirmed' ? 'ok' : entry.what === 'reversed' ? 'bad' : 'mute',
            what: (
              <>
                {t(`bank.history.${entry.what}`)}
                {entry.note !== null && (
                  <>
                    {' · '}
                    <bdi>{entry.note}</bdi>
                  </>
                )}
              </>
            ),
            who: <bdi>{entry.by}</bdi>,
          }))}
        />
      </RecordSection>
      {dialog === 'pick' && (
        <PickPayment
          line={line}
          onClose={() => setDialog(null)}
          onPicked={(suggestion) => {
            setPicked(suggestion);
            setDialog(null);
          }}
        />
      )}
      {dialog === 'aside' && (
        <SetAsideDialog
          id={line.id}
          onClose={() => setDialog(null)}
          onDone={() => {
            setDialog(null);
            onNext();
          }}
        />
      )}
    </RecordPanel>
  );
}
