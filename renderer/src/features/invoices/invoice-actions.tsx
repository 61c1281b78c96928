import { useNavigate } from '@tanstack/react-router';
import {
  Ban,
  CreditCard,
  Ellipsis,
  Eraser,
  Eye,
  FileCheck2,
  FileMinus2,
  Pencil,
  RefreshCw,
  StickyNote,
  Trash2,
  User,
} from 'lucide-react';
import type { InvoiceDetail } from '@contract/invoices';
import { Button, IconButton, Menu, useShortcut, type MenuEntry } from '@/components';
import { useText } from '@/i18n';
import type { InvoiceTask } from './invoice-record';

interface InvoiceActionsProps {
  readonly invoice: InvoiceDetail;
  readonly onTask: (task: InvoiceTask) => void;
}

/** What can be done next with an invoice, by its state; the rest stands in the menu. */
export function InvoiceActions({ invoice, onTask }: InvoiceActionsProps) {
  const { t } = useText();
  const navigate = useNavigate();
  const isDraft = invoice.status === 'draft';
  const isOpen = ['pending', 'partly_paid', 'overdue'].includes(invoice.standing);
  const untouched = invoice.amountPaid === '0.00' && invoice.credited === '0.00';
  const isCreditable = ['pending', 'overdue', 'paid'].includes(invoice.status);
  const pay = {
    needs: 'payments.record' as const,
    keys: 'F2',
    label: t('invoices.actions.recordPayment'),
    run: () => onTask('pay'),
  };
  const preview = { keys: 'Ctrl+P', label: t('invoices.actions.preview'), run: () => onTask('preview') };
  const issue = {
    needs: 'invoices.issue' as const,
    keys: 'F4',
    label: t('invoices.actions.issue'),
    run: () => onTask('issue'),
  };
  const edit = {
    needs: 'invoices.updateDraft' as const,
    keys: 'E',
    label: t('invoices.actions.edit'),
    run: () => onTask('edit'),
  };
  useShortcut({ ...pay, enabled: isOpen });
  useShortcut(preview);
  useShortcut({ ...issue, enabled: isDraft });
  const credit = {
    needs: 'creditNotes.issue' as const,
    keys: 'F7',
    label: t('invoices.actions.credit'),
    run: () => onTask('credit'),
  };
  useShortcut({ ...edit, enabled: isDraft });
  useShortcut({ ...credit, enabled: isCreditable });

  const entries: MenuEntry[] = [
    ...(isCreditable
      ? [
          {
            id: 'credit',
            needs: credit.needs,
            label: credit.label,
            icon: FileMinus2,
            keys: credit.keys,
            onAction: credit.run,
          },
        ]
      : []),
    ...(isOpen
      ? [
          {
            id: 'writeOff',
            needs: 'invoices.writeOff' as const,
            label: t('invoices.actions.writeOff'),
            icon: Eraser,
            onAction: () => onTask('writeOff'),
          },
        ]
      : []),
    ...(isDraft
      ? []
      : [
          {
            id: 'notes',
            needs: 'invoices.setNotes' as const,
            label: t('invoices.actions.editNotes'),
            icon: StickyNote,
            onAction: () => onTask('notes'),
          },
        ]),
    {
      id: 'tenant',
      label: t('invoices.actions.openTenant'),
      icon: User,
      onAction: () => void navigate({ to: '/tenants', search: { open: invoice.tenantId } }),
    },
    {
      id: 'subscription',
      label: t('invoices.actions.openSubscription'),
      icon: RefreshCw,
      onAction: () => void navigate({ to: '/subscriptions', search: { open: invoice.subscriptionId } }),
    },
  ];
  const dangerous: MenuEntry[] = isDraft
    ? [
        {
          id: 'delete',
          needs: 'invoices.deleteDraft',
          label: t('invoices.actions.deleteDraft'),
          icon: Trash2,
          danger: true,
          onAction: () => onTask('delete'),
        },
      ]
    : isOpen && untouched
      ? [
          {
            id: 'void',
            needs: 'invoices.void',
            label: t('invoices.actions.void'),
            icon: Ban,
            danger: true,
            onAction: () => onTask('void'),
          },
        ]
      : [];
  return (
    <>
      {isOpen && (
        <Button needs={pay.needs} variant="primary" icon={CreditCard} keys={pay.keys} onPress={pay.run}>
          {pay.label}
        </Button>
      )}
      {isDraft && (
        <>
          <Button needs={issue.needs} variant="primary" icon={FileCheck2} keys={issue.keys} onPress={issue.run}>
            {issue.label}
          </Button>
          <Button needs={edit.needs} icon={Pencil} keys={edit.keys} onPress={edit.run}>
            {edit.label}
          </Button>
        </>
      )}
      <Button variant={isOpen || isDraft ? 'secondary' : 'primary'} icon={Eye} onPress={preview.run}>
        {preview.label}
      </Button>
      <Menu
        label={t('common.more')}
        groups={[{ id: 'more', entries }, ...(dangerous.length > 0 ? [{ id: 'danger', entries: dangerous }] : [])]}
      >
        <IconButton label={t('common.more')} icon={Ellipsis} />
      </Menu>
    </>
  );
}
