import { column, index, type ColumnShape, type SchemaShape } from './shape';

const instant = 'timestamp with time zone';
const text255 = 'character varying(255)';
const money = 'numeric(12,2)';
const zero = `'0'::numeric`;

const id: ColumnShape = column('id', 'uuid', { default: 'gen_random_uuid()' });
const tenantId: ColumnShape = column('tenant_id', text255, { comment: 'المستأجر/العميل' });
const createdAt: ColumnShape = column('created_at', instant, {
  default: 'CURRENT_TIMESTAMP',
  comment: 'تاريخ الإنشاء',
});

function metadata(comment = 'بيانات إضافية'): ColumnShape {
  return column('metadata', 'jsonb', { nullable: true, default: `'{}'::jsonb`, comment });
}

/**
 * What the service's first revision leaves in the catalog, and what a database must show to be adopted. Compared with
 * the catalog that 0001 makes by a test.
 */
export const givenShape: SchemaShape = {
  enums: [
    {
      name: 'subscription_status_enum',
      labels: ['active', 'trial', 'past_due', 'canceled', 'suspended', 'expired'],
    },
    { name: 'billing_cycle_enum', labels: ['monthly', 'quarterly', 'yearly'] },
    { name: 'currency_enum', labels: ['USD', 'YER'] },
    { name: 'invoice_status_enum', labels: ['draft', 'pending', 'paid', 'overdue', 'canceled', 'refunded'] },
    {
      name: 'payment_method_enum',
      labels: ['credit_card', 'bank_transfer', 'mobile_money', 'cash', 'tharwatt'],
    },
    { name: 'payment_status_enum', labels: ['pending', 'processing', 'succeeded', 'failed', 'refunded'] },
  ],
  tables: [
    {
      name: 'subscriptions',
      columns: [
        id,
        tenantId,
        column('plan_id', text255, { comment: 'معرف الخطة' }),
        column('status', 'public.subscription_status_enum', { comment: 'حالة الاشتراك' }),
        column('billing_cycle', 'public.billing_cycle_enum', { comment: 'دورة الفوترة' }),
        column('currency', 'public.currency_enum', { comment: 'العملة' }),
        column('start_date', 'date', { comment: 'تاريخ البدء' }),
        column('end_date', 'date', { comment: 'تاريخ الانتهاء' }),
        column('trial_end_date', 'date', { nullable: true, comment: 'تاريخ انتهاء الفترة التجريبية' }),
        column('canceled_at', instant, { nullable: true, comment: 'تاريخ الإلغاء' }),
        column('next_billing_date', 'date', { comment: 'تاريخ الفوترة التالي' }),
        column('last_billing_date', 'date', { nullable: true, comment: 'تاريخ آخر فوترة' }),
        column('payment_method', 'public.payment_method_enum', { nullable: true, comment: 'طريقة الدفع' }),
        column('stripe_subscription_id', text255, { nullable: true, comment: 'معرف الاشتراك في Stripe' }),
        metadata(),
        createdAt,
        column('updated_at', instant, { default: 'CURRENT_TIMESTAMP', comment: 'تاريخ آخر تحديث' }),
      ],
      constraints: [{ name: 'subscriptions_pkey', definition: 'PRIMARY KEY (id)' }],
      indexes: [
        index('idx_subscription_next_billing', 'subscriptions', 'next_billing_date', 'status'),
        index('idx_subscription_tenant_status', 'subscriptions', 'tenant_id', 'status'),
        index('ix_subscriptions_plan_id', 'subscriptions', 'plan_id'),
        index('ix_subscriptions_status', 'subscriptions', 'status'),
        index('ix_subscriptions_stripe_subscription_id', 'subscriptions', 'stripe_subscription_id'),
        index('ix_subscriptions_tenant_id', 'subscriptions', 'tenant_id'),
      ],
    },
    {
      name: 'invoices',
      columns: [
        id,
        column('invoice_number', 'character varying(50)', { comment: 'رقم الفاتورة (SAH-2025-0001)' }),
        tenantId,
        column('subscription_id', 'uuid', { comment: 'معرف الاشتراك' }),
        column('status', 'public.invoice_status_enum', { comment: 'حالة الفاتورة' }),
        column('currency', 'public.currency_enum', { comment: 'العملة' }),
        column('issue_date', 'date', { comment: 'تاريخ الإصدار' }),
        column('due_date', 'date', { comment: 'تاريخ الاستحقاق' }),
        column('paid_date', 'date', { nullable: true, comment: 'تاريخ الدفع' }),
        column('subtotal', money, { comment: 'المجموع الفرعي' }),
        column('tax_rate', 'numeric(5,2)', { default: zero, comment: 'معدل الضريبة' }),
        column('tax_amount', money, { default: zero, comment: 'مبلغ الضريبة' }),
        column('discount_amount', money, { default: zero, comment: 'مبلغ الخصم' }),
        column('total', money, { comment: 'المجموع الكلي' }),
        column('amount_paid', money, { default: zero, comment: 'المبلغ المدفوع' }),
        column('amount_due', money, { comment: 'المبلغ المستحق' }),
        column('line_items', 'jsonb', { default: `'[]'::jsonb`, comment: 'بنود الفاتورة' }),
        column('notes', 'text', { nullable: true, comment: 'ملاحظات (EN)' }),
        column('notes_ar', 'text', { nullable: true, comment: 'ملاحظات (AR)' }),
        column('stripe_invoice_id', text255, { nullable: true, comment: 'معرف الفاتورة في Stripe' }),
        metadata(),
        createdAt,
      ],
      constraints: [
        { name: 'check_amount_due_positive', definition: 'CHECK ((amount_due >= (0)::numeric))' },
        { name: 'check_amount_paid_positive', definition: 'CHECK ((amount_paid >= (0)::numeric))' },
        { name: 'check_subtotal_positive', definition: 'CHECK ((subtotal >= (0)::numeric))' },
        { name: 'check_total_positive', definition: 'CHECK ((total >= (0)::numeric))' },
        { name: 'invoices_invoice_number_key', definition: 'UNIQUE (invoice_number)' },
        { name: 'invoices_pkey', definition: 'PRIMARY KEY (id)' },
        {
          name: 'invoices_subscription_id_fkey',
          definition: 'FOREIGN KEY (subscription_id) REFERENCES public.subscriptions(id) ON DELETE CASCADE',
        },
      ],
      indexes: [
        index('idx_invoice_due_date_status', 'invoices', 'due_date', 'status'),
        index('idx_invoice_tenant_status', 'invoices', 'tenant_id', 'status'),
        index('ix_invoices_due_date', 'invoices', 'due_date'),
        index('ix_invoices_invoice_number', 'invoices', 'invoice_number'),
        index('ix_invoices_issue_date', 'invoices', 'issue_date'),
        index('ix_invoices_status', 'invoices', 'status'),
        index('ix_invoices_stripe_invoice_id', 'invoices', 'stripe_invoice_id'),
        index('ix_invoices_subscription_id', 'invoices', 'subscription_id'),
        index('ix_invoices_tenant_id', 'invoices', 'tenant_id'),
      ],
    },
    {
      name: 'payments',
      columns: [
        id,
        column('invoice_id', 'uuid', { comment: 'معرف الفاتورة' }),
        tenantId,
        column('amount', money, { comment: 'المبلغ' }),
        column('currency', 'public.currency_enum', { comment: 'العملة' }),
        column('status', 'public.payment_status_enum', { comment: 'حالة الدفعة' }),
        column('method', 'public.payment_method_enum', { comment: 'طريقة الدفع' }),
        column('paid_at', instant, { nullable: true, comment: 'تاريخ الدفع الفعلي' }),
        column('processed_at', instant, { nullable: true, comment: 'تاريخ المعالجة' }),
        column('failure_reason', 'text', { nullable: true, comment: 'سبب الفشل' }),
        column('stripe_payment_id', text255, { nullable: true, comment: 'معرف الدفعة في Stripe' }),
        column('tharwatt_transaction_id', text255, { nullable: true, comment: 'معرف المعاملة في ثروات' }),
        column('receipt_url', 'character varying(500)', { nullable: true, comment: 'رابط الإيصال' }),
        metadata(),
        createdAt,
      ],
      constraints: [
        { name: 'check_payment_amount_positive', definition: 'CHECK ((amount > (0)::numeric))' },
        {
          name: 'payments_invoice_id_fkey',
          definition: 'FOREIGN KEY (invoice_id) REFERENCES public.invoices(id) ON DELETE CASCADE',
        },
        { name: 'payments_pkey', definition: 'PRIMARY KEY (id)' },
      ],
      indexes: [
        index('idx_payment_created', 'payments', 'created_at'),
        index('idx_payment_tenant_status', 'payments', 'tenant_id', 'status'),
        index('ix_payments_invoice_id', 'payments', 'invoice_id'),
        index('ix_payments_status', 'payments', 'status'),
        index('ix_payments_stripe_payment_id', 'payments', 'stripe_payment_id'),
        index('ix_payments_tenant_id', 'payments', 'tenant_id'),
        index('ix_payments_tharwatt_transaction_id', 'payments', 'tharwatt_transaction_id'),
      ],
    },
    {
      name: 'usage_records',
      columns: [
        id,
        column('subscription_id', 'uuid', { comment: 'معرف الاشتراك' }),
        tenantId,
        column('metric_type', 'character varying(100)', {
          comment: 'نوع المقياس (e.g., satellite_analyses, api_calls)',
        }),
        column('quantity', 'integer', { comment: 'الكمية' }),
        column('recorded_at', instant, { default: 'CURRENT_TIMESTAMP', comment: 'تاريخ التسجيل' }),
        metadata('بيانات إضافية (e.g., resource_id, user_id)'),
      ],
      constraints: [
        { name: 'check_quantity_positive', definition: 'CHECK ((quantity > 0))' },
        { name: 'usage_records_pkey', definition: 'PRIMARY KEY (id)' },
        {
          name: 'usage_records_subscription_id_fkey',
          definition: 'FOREIGN KEY (subscription_id) REFERENCES public.subscriptions(id) ON DELETE CASCADE',
        },
      ],
      indexes: [
        index('idx_usage_recorded_at', 'usage_records', 'recorded_at'),
        index('idx_usage_subscription_metric', 'usage_records', 'subscription_id', 'metric_type'),
        index('idx_usage_tenant_metric_date', 'usage_records', 'tenant_id', 'metric_type', 'recorded_at'),
        index('ix_usage_records_metric_type', 'usage_records', 'metric_type'),
        index('ix_usage_records_recorded_at', 'usage_records', 'recorded_at'),
        index('ix_usage_records_subscription_id', 'usage_records', 'subscription_id'),
        index('ix_usage_records_tenant_id', 'usage_records', 'tenant_id'),
      ],
    },
  ],
};
