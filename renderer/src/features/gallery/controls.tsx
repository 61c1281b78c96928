import { Ellipsis, FileText, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import {
  Button,
  Checkbox,
  Chip,
  ChoiceChip,
  DateField,
  DecimalField,
  FilterChips,
  IconButton,
  InvoicePill,
  Menu,
  MoneyField,
  PaymentPill,
  RadioGroup,
  RemovableChip,
  Select,
  SubscriptionPill,
  Switch,
  TextField,
} from '@/components';
import { invoiceStandingSchema, paymentStatusSchema, subscriptionStatusSchema } from '@contract/status';
import { useText } from '@/i18n';
import { Part } from './part';
import styles from './gallery.module.css';

const nothing = (): void => undefined;

export function Buttons() {
  const { t } = useText();
  return (
    <Part title={t('gallery.buttons')}>
      <span className={styles.row}>
        <Button variant="primary" icon={Plus} keys="N">
          {t('invoices.new')}
        </Button>
        <Button icon={FileText}>{t('documents.print')}</Button>
        <Button variant="quiet">{t('common.clear')}</Button>
        <Button variant="danger" icon={Trash2}>
          {t('common.delete')}
        </Button>
      </span>
      <span className={styles.row}>
        <Button size="small">{t('common.retry')}</Button>
        <Button disabled>{t('common.save')}</Button>
        <Button variant="primary" pending>
          {t('common.save')}
        </Button>
        <Menu
          label={t('common.more')}
          groups={[
            {
              id: 'more',
              entries: [
                { id: 'edit', label: t('invoices.actions.edit'), keys: 'E', onAction: nothing },
                { id: 'delete', label: t('common.delete'), danger: true, icon: Trash2, onAction: nothing },
              ],
            },
          ]}
        >
          <IconButton label={t('common.more')} icon={Ellipsis} />
        </Menu>
      </span>
    </Part>
  );
}

export function Pills() {
  const { t } = useText();
  return (
    <Part title={t('gallery.pills')}>
      <span className={styles.row}>
        {invoiceStandingSchema.options.map((standing) => (
          <InvoicePill key={standing} standing={standing} daysOverdue={11} />
        ))}
      </span>
      <span className={styles.row}>
        {paymentStatusSchema.options.map((status) => (
          <PaymentPill key={status} status={status} />
        ))}
      </span>
      <span className={styles.row}>
        {subscriptionStatusSchema.options.map((status) => (
          <SubscriptionPill key={status} status={status} />
        ))}
      </span>
    </Part>
  );
}

export function Fields() {
  const { t } = useText();
  const [words, setWords] = useState('');
  const [amount, setAmount] = useState('1234.50');
  const [days, setDays] = useState('7');
  const [date, setDate] = useState('2026-02-28');
  const [method, setMethod] = useState<'cash' | 'bank_transfer'>('cash');
  return (
    <Part title={t('gallery.fields')}>
      <div className={styles.fields}>
        <TextField label={t('closing.note')} value={words} onChange={setWords} error={t('validation.required')} />
        <MoneyField label={t('payments.record.amount')} currency="YER" value={amount} onChange={setAmount} />
        <DateField label={t('closing.lock.date')} value={date} onChange={setDate} />
        <DecimalField label={t('closing.exception.hours')} scale={0} value={days} onChange={setDays} />
        <Select
          label={t('payments.record.method')}
          value={method}
          choices={(['cash', 'bank_transfer'] as const).map((value) => ({ value, label: t(`status.method.${value}`) }))}
          onChange={setMethod}
        />
      </div>
    </Part>
  );
}

export function Choices() {
  const { t } = useText();
  const [on, setOn] = useState(true);
  const [cycle, setCycle] = useState<'monthly' | 'quarterly' | 'yearly' | null>('monthly');
  const cycles = (['monthly', 'quarterly', 'yearly'] as const).map((value) => ({
    value,
    label: t(`status.cycle.${value}`),
  }));
  return (
    <Part title={t('gallery.choices')}>
      <RadioGroup label={t('subscriptions.form.cycle')} value={cycle} choices={cycles} onChange={setCycle} />
      <span className={styles.row}>
        <Checkbox checked={on} onChange={setOn}>
          {t('status.activity.active')}
        </Checkbox>
        <Switch checked={on} onChange={setOn}>
          {t('app.shortcuts.open')}
        </Switch>
      </span>
      <FilterChips>
        <Chip label={t('status.invoice.overdue')} on={on} onChange={setOn} />
        <ChoiceChip label={t('subscriptions.filters.cycle')} value={cycle} choices={cycles} onChange={setCycle} />
        <RemovableChip label={t('payments.record.method')} value={t('status.method.cash')} onRemove={nothing} />
      </FilterChips>
    </Part>
  );
}
