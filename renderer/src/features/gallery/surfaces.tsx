import { FileText } from 'lucide-react';
import { useState } from 'react';
import { ApiError } from '@/api';
import {
  AmountText,
  Banner,
  Button,
  ConfirmDialog,
  DataList,
  Dialog,
  EmptyState,
  ErrorBanner,
  loadFromArray,
  MoneyTiles,
  Names,
  RecordMeta,
  Skeleton,
  Switch,
  toast,
  type ListColumn,
} from '@/components';
import { useText } from '@/i18n';
import { Part } from './part';
import styles from './gallery.module.css';

export function Banners() {
  const { t } = useText();
  return (
    <Part title={t('gallery.banners')}>
      {(['info', 'ok', 'warn', 'bad'] as const).map((tone) => (
        <Banner key={tone} tone={tone} title={t('app.readOnly.title')}>
          {t('app.readOnly.text')}
        </Banner>
      ))}
      <ErrorBanner error={new ApiError('conflict')} />
    </Part>
  );
}

export function States() {
  const { t } = useText();
  const [loading, setLoading] = useState(false);
  return (
    <Part title={t('gallery.states')}>
      <Switch checked={loading} onChange={setLoading}>
        {t('common.loading')}
      </Switch>
      {loading ? (
        <Skeleton lines={5} />
      ) : (
        <EmptyState icon={FileText} title={t('common.noMatches')} text={t('app.notFound.text')} />
      )}
    </Part>
  );
}

export function Record() {
  const { t } = useText();
  return (
    <Part title={t('gallery.record')}>
      <RecordMeta
        entries={[
          {
            label: t('invoices.columns.tenant'),
            value: <Names name={t('gallery.customer')} nameAr="" />,
          },
        ]}
      />
      <MoneyTiles
        currency="YER"
        paid="42327.33"
        total="169309.31"
        tiles={[
          { label: t('invoices.columns.total'), amount: '169309.31' },
          { label: t('invoices.record.paid'), amount: '42327.33' },
          { label: t('invoices.record.credited'), amount: '0.00' },
          { label: t('invoices.columns.amountDue'), amount: '126981.98', tone: 'bad' },
        ]}
      />
    </Part>
  );
}

export function Dialogs() {
  const { t } = useText();
  const [open, setOpen] = useState<'dialog' | 'sheet' | 'confirm' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <Part title={t('gallery.dialogs')}>
      <span className={styles.row}>
        {(['dialog', 'sheet', 'confirm'] as const).map((kind) => (
          <Button key={kind} onPress={() => setOpen(kind)}>
            {t(`gallery.dialog.${kind}`)}
          </Button>
        ))}
        <Button onPress={() => toast({ tone: 'ok', title: t('gallery.toast') })}>{t('gallery.dialog.toast')}</Button>
      </span>
      {(open === 'dialog' || open === 'sheet') && (
        <Dialog
          title={t(`gallery.dialog.${open}`)}
          look={open === 'sheet' ? 'sheet' : 'normal'}
          onClose={close}
          actions={<Button onPress={close}>{t('common.close')}</Button>}
        >
          {t('app.crash.text')}
        </Dialog>
      )}
      {open === 'confirm' && (
        <ConfirmDialog
          title={t('gallery.dialog.confirm')}
          confirmLabel={t('common.delete')}
          danger
          onConfirm={close}
          onClose={close}
        >
          {t('app.crash.text')}
        </ConfirmDialog>
      )}
    </Part>
  );
}

interface Row {
  readonly id: string;
  readonly amount: string;
}
const rows: readonly Row[] = ['1.00', '22.50', '333.25', '4444.00', '55555.75'].map((amount, index) => ({
  id: `SAH-2026-000${index + 1}`,
  amount,
}));

const load = loadFromArray(() => Promise.resolve(rows), {
  number: (left: Row, right: Row) => left.id.localeCompare(right.id),
});

export function List() {
  const { t } = useText();
  const columns: readonly ListColumn<Row, 'number'>[] = [
    { id: 'number', header: t('invoices.columns.number'), width: 140, grows: true, cell: (row) => <bdi>{row.id}</bdi> },
    {
      id: 'amount',
      header: t('invoices.columns.total'),
      width: 140,
      align: 'amount',
      cell: (row) => <AmountText amount={row.amount} strong />,
    },
  ];
  return (
    <Part title={t('gallery.list')} wide>
      <div className={styles.list}>
        <DataList
          name="gallery"
          label={t('gallery.list')}
          area="invoices"
          columns={columns}
          filter={{}}
          defaultSort={{ column: 'number', direction: 'asc' }}
          load={load}
          rowId={(row) => row.id}
          empty={null}
        />
      </div>
    </Part>
  );
}
