import { useNavigate } from '@tanstack/react-router';
import { Pencil, ScrollText, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { SubscriptionStatus } from '@contract/status';
import type { TenantDetail } from '@contract/tenants';
import { useCommand, useRead } from '@/api';
import {
  AmountText,
  Button,
  ConfirmDialog,
  DateText,
  ErrorBanner,
  InstantText,
  InvoicePill,
  MoneyTiles,
  Names,
  RecordMeta,
  RecordPanel,
  RecordPanelState,
  RecordSection,
  RecordTimeline,
  SubscriptionPill,
  toast,
  useShortcut,
} from '@/components';
import { UsageStanding } from '@/features/usage/usage-standing';
import { useText } from '@/i18n';
import { EditTenantForm } from './tenant-form';
import { TenantPill } from './tenant-columns';
import styles from './tenant-record.module.css';

/** One customer beside the list: who, what is owed, subscriptions, open invoices, history. */
export function TenantRecord({ tenantId, editing, onEdit, onClose }: TenantRecordProps) {
  const { data, error, refetch } = useRead('tenants.get', { tenantId });
  if (!data) return <RecordPanelState error={error} onRetry={() => void refetch()} onClose={onClose} />;
  return (
    <>
      <Panel tenant={data} onEdit={() => onEdit(true)} onClose={onClose} />
      {editing && <EditTenantForm tenant={data} onClose={() => onEdit(false)} />}
    </>
  );
}
interface TenantRecordProps {
  readonly tenantId: string;
  readonly editing: boolean;
  readonly onEdit: (editing: boolean) => void;
  readonly onClose: () => void;
}

function Panel({ tenant, onEdit, onClose }: { tenant: TenantDetail; onEdit: () => void; onClose: () => void }) {
  const text = useText();
  const { t } = text;
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  useShortcut({ needs: 'tenants.update', keys: 'F2', label: t('tenants.record.edit'), run: onEdit });
  const { contact } = tenant;
  return (
    <RecordPanel
      title={<bdi>{text.name(tenant.name, tenant.nameAr) || tenant.tenantId}</bdi>}
      status={<TenantPill t={t} isActive={tenant.isActive} registered={tenant.registered} />}
      onClose={onClose}
      actions={
        <>
          <Button needs="tenants.update" variant="primary" icon={Pencil} keys="F2" onPress={onEdit}>
            {tenant.registered ? t('tenants.record.edit') : t('tenants.record.register')}
          </Button>
          <Button
            icon={ScrollText}
            onPress={() =>
              void navigate({ to: '/reports', search: { report: 'statement', tenantId: tenant.tenantId } })
            }
          >
            {t('reports.statement.open')}
          </Button>
          {tenant.registered && (
            <Button needs="tenants.delete" variant="quiet" icon={Trash2} onPress={() => setDeleting(true)}>
              {t('common.delete')}
            </Button>
          )}
        </>
      }
    >
      <RecordMeta
        entries={[
          {
            label: t('tenants.record.name'),
            value: tenant.registered ? <Names name={tenant.name} nameAr={tenant.nameAr} /> : null,
          },
          { label: t('tenants.column.id'), value: <span className="num">{tenant.tenantId}</span> },
          {
            label: t('tenants.field.taxId'),
            value: tenant.taxId === null ? null : <span className="num">{tenant.taxId}</span>,
          },
          {
            label: t('tenants.field.contactName'),
            value: <bdi>{text.name(contact.name ?? '', contact.nameAr ?? '')}</bdi>,
          },
          { label: t('tenants.field.phone'), value: contact.phone && <span className="num">{contact.phone}</span> },
          { label: t('tenants.field.email'), value: contact.email && <span className="num">{contact.email}</span> },
          {
            label: t('tenants.field.address'),
            value: <bdi>{[contact.address, contact.city, contact.governorate].filter(Boolean).join('، ')}</bdi>,
          },
          { label: t('tenants.record.since'), value: tenant.createdAt && <InstantText at={tenant.createdAt} /> },
        ]}
      />
      {tenant.owed.map(({ currency, due, overdue, credit }) => (
        <RecordSection key={currency}>
          <MoneyTiles
            currency={currency}
            tiles={[
              { label: t('tenants.record.credit'), amount: credit },
              { label: t('tenants.record.due'), amount: due },
              { label: t('tenants.record.overdue'), amount: overdue, ...(overdue === '0.00' ? {} : { tone: 'bad' }) },
            ]}
          />
        </RecordSection>
      ))}
      <Subscriptions tenant={tenant} />
      <Usage tenant={tenant} />
      <OpenInvoices tenant={tenant} />
      <RecordTimeline entity="tenant" entries={tenant.timeline} />
      {deleting && <DeleteTenant tenant={tenant} onClose={() => setDeleting(false)} onDeleted={onClose} />}
    </RecordPanel>
  );
}

function Subscriptions({ tenant }: { readonly tenant: TenantDetail }) {
  const text = useText();
  const navigate = useNavigate();
  if (tenant.subscriptions.length === 0) return null;
  return (
    <RecordSection title={text.t('tenants.record.subscriptions')}>
      <ul className={styles.lines}>
        {tenant.subscriptions.map((subscription) => (
          <li key={subscription.id}>
            <button
              type="button"
              className={styles.line}
              onClick={() => void navigate({ to: '/subscriptions', search: { open: subscription.id } })}
            >
              <span>
                <bdi>{text.name(subscription.planName, subscription.planNameAr)}</bdi> ·{' '}
                {text.t(`status.cycle.${subscription.cycle}`)}
              </span>
              <SubscriptionPill status={subscription.status} />
              <DateText date={subscription.nextBillingDate} />
            </button>
          </li>
        ))}
      </ul>
    </RecordSection>
  );
}

const running: ReadonlySet<SubscriptionStatus> = new Set(['active', 'trial', 'past_due']);

/** Used, limit and what is left, of each subscription that runs: as a rule it is one. */
function Usage({ tenant }: { readonly tenant: TenantDetail }) {
  const text = useText();
  const counted = tenant.subscriptions.filter(({ status }) => running.has(status));
  return counted.map(({ id, planName, planNameAr }) => (
    <UsageStanding
      key={id}
      subscriptionId={id}
      {...(counted.length > 1
        ? { title: `${text.t('usage.record.standing')}: ${text.name(planName, planNameAr)}` }
        : {})}
    />
  ));
}

function OpenInvoices({ tenant }: { readonly tenant: TenantDetail }) {
  const text = useText();
  const navigate = useNavigate();
  if (tenant.openInvoices.length === 0) return null;
  return (
    <RecordSection title={text.t('tenants.record.openInvoices')}>
      <ul className={styles.lines}>
        {tenant.openInvoices.map((invoice) => (
          <li key={invoice.id}>
            <button
              type="button"
              className={styles.line}
              onClick={() => void navigate({ to: '/invoices', search: { open: invoice.id } })}
            >
              <span className="num">{invoice.number}</span>
              <InvoicePill standing={invoice.standing} />
              <span>
                <AmountText amount={invoice.amountDue} strong />{' '}
                <span className="muted">{text.currency(invoice.currency)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </RecordSection>
  );
}

function DeleteTenant({ tenant, onClose, onDeleted }: DeleteTenantProps) {
  const text = useText();
  const command = useCommand('tenants.delete');
  const name = text.name(tenant.name, tenant.nameAr);
  const confirm = async () => {
    const answer = await command.run({ tenantId: tenant.tenantId });
    if (answer === null) return;
    toast({ tone: 'ok', title: text.t('tenants.deleted', { name }) });
    onDeleted();
  };
  return (
    <ConfirmDialog
      danger
      title={text.t('tenants.delete.title', { name })}
      confirmLabel={text.t('tenants.delete.confirm')}
      pending={command.pending}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {command.error ? <ErrorBanner error={command.error} /> : text.t('tenants.delete.text')}
    </ConfirmDialog>
  );
}
interface DeleteTenantProps {
  readonly tenant: TenantDetail;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}
