import { column, type SchemaShape } from '../../migrations/shape';

/**
 * The given tables and enums as the service's keepers wrote them down, in their own words: an independent source to
 * hold 0001 against. Kept as text, so that it can be laid beside the document.
 */
const enums = `
subscription_status_enum: active, trial, past_due, canceled, suspended, expired
billing_cycle_enum: monthly, quarterly, yearly
currency_enum: USD, YER
invoice_status_enum: draft, pending, paid, overdue, canceled, refunded
payment_method_enum: credit_card, bank_transfer, mobile_money, cash, tharwatt
payment_status_enum: pending, processing, succeeded, failed, refunded
`;

/** Each table: column | type | null | default | comment; then its constraints, then its indexes with their columns. */
const tables = `
# subscriptions
| id | uuid | no | gen_random_uuid() | |
| tenant_id | varchar(255) | no | | المستأجر/العميل |
| plan_id | varchar(255) | no | | معرف الخطة |
| status | subscription_status_enum | no | | حالة الاشتراك |
| billing_cycle | billing_cycle_enum | no | | دورة الفوترة |
| currency | currency_enum | no | | العملة |
| start_date | date | no | | تاريخ البدء |
| end_date | date | no | | تاريخ الانتهاء |
| trial_end_date | date | yes | | تاريخ انتهاء الفترة التجريبية |
| canceled_at | timestamptz | yes | | تاريخ الإلغاء |
| next_billing_date | date | no | | تاريخ الفوترة التالي |
| last_billing_date | date | yes | | تاريخ آخر فوترة |
| payment_method | payment_method_enum | yes | | طريقة الدفع |
| stripe_subscription_id | varchar(255) | yes | | معرف الاشتراك في Stripe |
| metadata | jsonb | yes | '{}' | بيانات إضافية |
| created_at | timestamptz | no | CURRENT_TIMESTAMP | تاريخ الإنشاء |
| updated_at | timestamptz | no | CURRENT_TIMESTAMP | تاريخ آخر تحديث |
! subscriptions_pkey PRIMARY KEY (id)
> idx_subscription_tenant_status (tenant_id, status)
> idx_subscription_next_billing (next_billing_date, status)
> ix_subscriptions_plan_id (plan_id)
> ix_subscriptions_status (status)
> ix_subscriptions_stripe_subscription_id (stripe_subscription_id)
> ix_subscriptions_tenant_id (tenant_id)

# invoices
| id | uuid | no | gen_random_uuid() | |
| invoice_number | varchar(50) | no | | رقم الفاتورة (SAH-2025-0001) |
| tenant_id | varchar(255) | no | | المستأجر/العميل |
| subscription_id | uuid | no | | معرف الاشتراك |
| status | invoice_status_enum | no | | حالة الفاتورة |
| currency | currency_enum | no | | العملة |
| issue_date | date | no | | تاريخ الإصدار |
| due_date | date | no | | تاريخ الاستحقاق |
| paid_date | date | yes | | تاريخ الدفع |
| subtotal | numeric(12,2) | no | | المجموع الفرعي |
| tax_rate | numeric(5,2) | no | '0' | معدل الضريبة |
| tax_amount | numeric(12,2) | no | '0' | مبلغ الضريبة |
| discount_amount | numeric(12,2) | no | '0' | مبلغ الخصم |
| total | numeric(12,2) | no | | المجموع الكلي |
| amount_paid | numeric(12,2) | no | '0' | المبلغ المدفوع |
| amount_due | numeric(12,2) | no | | المبلغ المستحق |
| line_items | jsonb | no | '[]' | بنود الفاتورة |
| notes | text | yes | | ملاحظات (EN) |
| notes_ar | text | yes | | ملاحظات (AR) |
| stripe_invoice_id | varchar(255) | yes | | معرف الفاتورة في Stripe |
| metadata | jsonb | yes | '{}' | بيانات إضافية |
| created_at | timestamptz | no | CURRENT_TIMESTAMP | تاريخ الإنشاء |
! invoices_pkey PRIMARY KEY (id)
! invoices_invoice_number_key UNIQUE (invoice_number)
! invoices_subscription_id_fkey FOREIGN KEY (subscription_id) REFERENCES public.subscriptions(id) ON DELETE CASCADE
! check_subtotal_positive CHECK ((subtotal >= (0)::numeric))
! check_total_positive CHECK ((total >= (0)::numeric))
! check_amount_paid_positive CHECK ((amount_paid >= (0)::numeric))
! check_amount_due_positive CHECK ((amount_due >= (0)::numeric))
> idx_invoice_due_date_status (due_date, status)
> idx_invoice_tenant_status (tenant_id, status)
> ix_invoices_due_date (due_date)
> ix_invoices_invoice_number (invoice_number)
> ix_invoices_issue_date (issue_date)
> ix_invoices_status (status)
> ix_invoices_stripe_invoice_id (stripe_invoice_id)
> ix_invoices_subscription_id (subscription_id)
> ix_invoices_tenant_id (tenant_id)

# payments
| id | uuid | no | gen_random_uuid() | |
| invoice_id | uuid | no | | معرف الفاتورة |
| tenant_id | varchar(255) | no | | المستأجر/العميل |
| amount | numeric(12,2) | no | | المبلغ |
| currency | currency_enum | no | | العملة |
| status | payment_status_enum | no | | حالة الدفعة |
| method | payment_method_enum | no | | طريقة الدفع |
| paid_at | timestamptz | yes | | تاريخ الدفع الفعلي |
| processed_at | timestamptz | yes | | تاريخ المعالجة |
| failure_reason | text | yes | | سبب الفشل |
| stripe_payment_id | varchar(255) | yes | | معرف الدفعة في Stripe |
| tharwatt_transaction_id | varchar(255) | yes | | معرف المعاملة في ثروات |
| receipt_url | varchar(500) | yes | | رابط الإيصال |
| metadata | jsonb | yes | '{}' | بيانات إضافية |
| created_at | timestamptz | no | CURRENT_TIMESTAMP | تاريخ الإنشاء |
! payments_pkey PRIMARY KEY (id)
! payments_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES public.invoices(id) ON DELETE CASCADE
! check_payment_amount_positive CHECK ((amount > (0)::numeric))
> idx_payment_created (created_at)
> idx_payment_tenant_status (tenant_id, status)
> ix_payments_invoice_id (invoice_id)
> ix_payments_status (status)
> ix_payments_stripe_payment_id (stripe_payment_id)
> ix_payments_tenant_id (tenant_id)
> ix_payments_tharwatt_transaction_id (tharwatt_transaction_id)

# usage_records
| id | uuid | no | gen_random_uuid() | |
| subscription_id | uuid | no | | معرف الاشتراك |
| tenant_id | varchar(255) | no | | المستأجر/العميل |
| metric_type | varchar(100) | no | | نوع المقياس (e.g., satellite_analyses, api_calls) |
| quantity | integer | no | | الكمية |
| recorded_at | timestamptz | no | CURRENT_TIMESTAMP | تاريخ التسجيل |
| metadata | jsonb | yes | '{}' | بيانات إضافية (e.g., resource_id, user_id) |
! usage_records_pkey PRIMARY KEY (id)
! usage_records_subscription_id_fkey FOREIGN KEY (subscription_id) REFERENCES public.subscriptions(id) ON DELETE CASCADE
! check_quantity_positive CHECK ((quantity > 0))
> idx_usage_recorded_at (recorded_at)
> idx_usage_subscription_metric (subscription_id, metric_type)
> idx_usage_tenant_metric_date (tenant_id, metric_type, recorded_at)
> ix_usage_records_metric_type (metric_type)
> ix_usage_records_recorded_at (recorded_at)
> ix_usage_records_subscription_id (subscription_id)
> ix_usage_records_tenant_id (tenant_id)
`;

function asPrinted(type: string): string {
  if (type.endsWith('_enum')) return `public.${type}`;
  return type.replace('varchar', 'character varying').replace('timestamptz', 'timestamp with time zone');
}

function defaultAsPrinted(text: string, type: string): string {
  return text.startsWith("'") ? `${text}::${type.replace(/\(.*\)/, '')}` : text;
}

function byName<Item extends { readonly name: string }>(items: readonly Item[]): Item[] {
  return items.toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

/** The document as the catalog would show it: objects by name, columns in their order. */
export function documentedShape(): SchemaShape {
  return {
    enums: byName(
      enums
        .trim()
        .split('\n')
        .map((line) => {
          const [name = '', labels = ''] = line.split(': ');
          return { name, labels: labels.split(', ') };
        }),
    ),
    tables: byName(
      tables
        .split('# ')
        .slice(1)
        .map((text) => {
          const [name = '', ...lines] = text.trim().split('\n');
          const cells = lines
            .filter((line) => line.startsWith('|'))
            .map((line) => line.split('|').map((cell) => cell.trim()));
          return {
            name,
            columns: cells.map(([, columnName = '', type = '', nullable, fallback = '', comment = '']) =>
              column(columnName, asPrinted(type), {
                nullable: nullable === 'yes',
                ...(fallback === '' ? {} : { default: defaultAsPrinted(fallback, type) }),
                ...(comment === '' ? {} : { comment }),
              }),
            ),
            constraints: byName(
              lines
                .filter((line) => line.startsWith('! '))
                .map((line) => /^! (\S+) (.*)$/.exec(line))
                .map((match) => ({ name: match?.[1] ?? '', definition: match?.[2] ?? '' })),
            ),
            indexes: byName(
              lines
                .filter((line) => line.startsWith('> '))
                .map((line) => /^> (\S+) (\(.*\))$/.exec(line))
                .map((match) => ({
                  name: match?.[1] ?? '',
                  definition: `CREATE INDEX ${match?.[1] ?? ''} ON public.${name} USING btree ${match?.[2] ?? ''}`,
                })),
            ),
          };
        }),
    ),
  };
}
