/**
 * A database as the service's own Alembic makes it (`alembic upgrade head`, revision 001): the statements that
 * SQLAlchemy prints for its models, one string.
 */
export const serviceMadeSql = `
BEGIN;
CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
-- Running upgrade  -> 001
CREATE TYPE subscription_status_enum AS ENUM ('active', 'trial', 'past_due', 'canceled', 'suspended', 'expired');
CREATE TYPE billing_cycle_enum AS ENUM ('monthly', 'quarterly', 'yearly');
CREATE TYPE currency_enum AS ENUM ('USD', 'YER');
CREATE TYPE payment_method_enum AS ENUM ('credit_card', 'bank_transfer', 'mobile_money', 'cash', 'tharwatt');
CREATE TABLE subscriptions (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id VARCHAR(255) NOT NULL,
    plan_id VARCHAR(255) NOT NULL,
    status subscription_status_enum NOT NULL,
    billing_cycle billing_cycle_enum NOT NULL,
    currency currency_enum NOT NULL,
    start_date DATE NOT NULL,
    end_date DATE NOT NULL,
    trial_end_date DATE,
    canceled_at TIMESTAMP WITH TIME ZONE,
    next_billing_date DATE NOT NULL,
    last_billing_date DATE,
    payment_method payment_method_enum,
    stripe_subscription_id VARCHAR(255),
    metadata JSONB DEFAULT '{}',
    created_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    PRIMARY KEY (id)
);
COMMENT ON COLUMN subscriptions.tenant_id IS 'المستأجر/العميل';
COMMENT ON COLUMN subscriptions.plan_id IS 'معرف الخطة';
COMMENT ON COLUMN subscriptions.status IS 'حالة الاشتراك';
COMMENT ON COLUMN subscriptions.billing_cycle IS 'دورة الفوترة';
COMMENT ON COLUMN subscriptions.currency IS 'العملة';
COMMENT ON COLUMN subscriptions.start_date IS 'تاريخ البدء';
COMMENT ON COLUMN subscriptions.end_date IS 'تاريخ الانتهاء';
COMMENT ON COLUMN subscriptions.trial_end_date IS 'تاريخ انتهاء الفترة التجريبية';
COMMENT ON COLUMN subscriptions.canceled_at IS 'تاريخ الإلغاء';
COMMENT ON COLUMN subscriptions.next_billing_date IS 'تاريخ الفوترة التالي';
COMMENT ON COLUMN subscriptions.last_billing_date IS 'تاريخ آخر فوترة';
COMMENT ON COLUMN subscriptions.payment_method IS 'طريقة الدفع';
COMMENT ON COLUMN subscriptions.stripe_subscription_id IS 'معرف الاشتراك في Stripe';
COMMENT ON COLUMN subscriptions.metadata IS 'بيانات إضافية';
COMMENT ON COLUMN subscriptions.created_at IS 'تاريخ الإنشاء';
COMMENT ON COLUMN subscriptions.updated_at IS 'تاريخ آخر تحديث';
CREATE INDEX idx_subscription_tenant_status ON subscriptions (tenant_id, status);
CREATE INDEX idx_subscription_next_billing ON subscriptions (next_billing_date, status);
CREATE INDEX ix_subscriptions_tenant_id ON subscriptions (tenant_id);
CREATE INDEX ix_subscriptions_plan_id ON subscriptions (plan_id);
CREATE INDEX ix_subscriptions_status ON subscriptions (status);
CREATE INDEX ix_subscriptions_stripe_subscription_id ON subscriptions (stripe_subscription_id);
CREATE TYPE invoice_status_enum AS ENUM ('draft', 'pending', 'paid', 'overdue', 'canceled', 'refunded');
CREATE TABLE invoices (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    invoice_number VARCHAR(50) NOT NULL,
    tenant_id VARCHAR(255) NOT NULL,
    subscription_id UUID NOT NULL,
    status invoice_status_enum NOT NULL,
    currency currency_enum NOT NULL,
    issue_date DATE NOT NULL,
    due_date DATE NOT NULL,
    paid_date DATE,
    subtotal NUMERIC(12, 2) NOT NULL,
    tax_rate NUMERIC(5, 2) DEFAULT '0' NOT NULL,
    tax_amount NUMERIC(12, 2) DEFAULT '0' NOT NULL,
    discount_amount NUMERIC(12, 2) DEFAULT '0' NOT NULL,
    total NUMERIC(12, 2) NOT NULL,
    amount_paid NUMERIC(12, 2) DEFAULT '0' NOT NULL,
    amount_due NUMERIC(12, 2) NOT NULL,
    line_items JSONB DEFAULT '[]' NOT NULL,
    notes TEXT,
    notes_ar TEXT,
    stripe_invoice_id VARCHAR(255),
    metadata JSONB DEFAULT '{}',
    created_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(subscription_id) REFERENCES subscriptions (id) ON DELETE CASCADE,
    UNIQUE (invoice_number),
    CONSTRAINT check_subtotal_positive CHECK (subtotal >= 0),
    CONSTRAINT check_total_positive CHECK (total >= 0),
    CONSTRAINT check_amount_paid_positive CHECK (amount_paid >= 0),
    CONSTRAINT check_amount_due_positive CHECK (amount_due >= 0)
);
COMMENT ON COLUMN invoices.invoice_number IS 'رقم الفاتورة (SAH-2025-0001)';
COMMENT ON COLUMN invoices.tenant_id IS 'المستأجر/العميل';
COMMENT ON COLUMN invoices.subscription_id IS 'معرف الاشتراك';
COMMENT ON COLUMN invoices.status IS 'حالة الفاتورة';
COMMENT ON COLUMN invoices.currency IS 'العملة';
COMMENT ON COLUMN invoices.issue_date IS 'تاريخ الإصدار';
COMMENT ON COLUMN invoices.due_date IS 'تاريخ الاستحقاق';
COMMENT ON COLUMN invoices.paid_date IS 'تاريخ الدفع';
COMMENT ON COLUMN invoices.subtotal IS 'المجموع الفرعي';
COMMENT ON COLUMN invoices.tax_rate IS 'معدل الضريبة';
COMMENT ON COLUMN invoices.tax_amount IS 'مبلغ الضريبة';
COMMENT ON COLUMN invoices.discount_amount IS 'مبلغ الخصم';
COMMENT ON COLUMN invoices.total IS 'المجموع الكلي';
COMMENT ON COLUMN invoices.amount_paid IS 'المبلغ المدفوع';
COMMENT ON COLUMN invoices.amount_due IS 'المبلغ المستحق';
COMMENT ON COLUMN invoices.line_items IS 'بنود الفاتورة';
COMMENT ON COLUMN invoices.notes IS 'ملاحظات (EN)';
COMMENT ON COLUMN invoices.notes_ar IS 'ملاحظات (AR)';
COMMENT ON COLUMN invoices.stripe_invoice_id IS 'معرف الفاتورة في Stripe';
COMMENT ON COLUMN invoices.metadata IS 'بيانات إضافية';
COMMENT ON COLUMN invoices.created_at IS 'تاريخ الإنشاء';
CREATE INDEX idx_invoice_tenant_status ON invoices (tenant_id, status);
CREATE INDEX idx_invoice_due_date_status ON invoices (due_date, status);
CREATE INDEX ix_invoices_invoice_number ON invoices (invoice_number);
CREATE INDEX ix_invoices_tenant_id ON invoices (tenant_id);
CREATE INDEX ix_invoices_subscription_id ON invoices (subscription_id);
CREATE INDEX ix_invoices_status ON invoices (status);
CREATE INDEX ix_invoices_issue_date ON invoices (issue_date);
CREATE INDEX ix_invoices_due_date ON invoices (due_date);
CREATE INDEX ix_invoices_stripe_invoice_id ON invoices (stripe_invoice_id);
CREATE TYPE payment_status_enum AS ENUM ('pending', 'processing', 'succeeded', 'failed', 'refunded');
CREATE TABLE payments (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    invoice_id UUID NOT NULL,
    tenant_id VARCHAR(255) NOT NULL,
    amount NUMERIC(12, 2) NOT NULL,
    currency currency_enum NOT NULL,
    status payment_status_enum NOT NULL,
    method payment_method_enum NOT NULL,
    paid_at TIMESTAMP WITH TIME ZONE,
    processed_at TIMESTAMP WITH TIME ZONE,
    failure_reason TEXT,
    stripe_payment_id VARCHAR(255),
    tharwatt_transaction_id VARCHAR(255),
    receipt_url VARCHAR(500),
    metadata JSONB DEFAULT '{}',
    created_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(invoice_id) REFERENCES invoices (id) ON DELETE CASCADE,
    CONSTRAINT check_payment_amount_positive CHECK (amount > 0)
);
COMMENT ON COLUMN payments.invoice_id IS 'معرف الفاتورة';
COMMENT ON COLUMN payments.tenant_id IS 'المستأجر/العميل';
COMMENT ON COLUMN payments.amount IS 'المبلغ';
COMMENT ON COLUMN payments.currency IS 'العملة';
COMMENT ON COLUMN payments.status IS 'حالة الدفعة';
COMMENT ON COLUMN payments.method IS 'طريقة الدفع';
COMMENT ON COLUMN payments.paid_at IS 'تاريخ الدفع الفعلي';
COMMENT ON COLUMN payments.processed_at IS 'تاريخ المعالجة';
COMMENT ON COLUMN payments.failure_reason IS 'سبب الفشل';
COMMENT ON COLUMN payments.stripe_payment_id IS 'معرف الدفعة في Stripe';
COMMENT ON COLUMN payments.tharwatt_transaction_id IS 'معرف المعاملة في ثروات';
COMMENT ON COLUMN payments.receipt_url IS 'رابط الإيصال';
COMMENT ON COLUMN payments.metadata IS 'بيانات إضافية';
COMMENT ON COLUMN payments.created_at IS 'تاريخ الإنشاء';
CREATE INDEX idx_payment_tenant_status ON payments (tenant_id, status);
CREATE INDEX idx_payment_created ON payments (created_at);
CREATE INDEX ix_payments_invoice_id ON payments (invoice_id);
CREATE INDEX ix_payments_tenant_id ON payments (tenant_id);
CREATE INDEX ix_payments_status ON payments (status);
CREATE INDEX ix_payments_stripe_payment_id ON payments (stripe_payment_id);
CREATE INDEX ix_payments_tharwatt_transaction_id ON payments (tharwatt_transaction_id);
CREATE TABLE usage_records (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    subscription_id UUID NOT NULL,
    tenant_id VARCHAR(255) NOT NULL,
    metric_type VARCHAR(100) NOT NULL,
    quantity INTEGER NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    metadata JSONB DEFAULT '{}',
    PRIMARY KEY (id),
    FOREIGN KEY(subscription_id) REFERENCES subscriptions (id) ON DELETE CASCADE,
    CONSTRAINT check_quantity_positive CHECK (quantity > 0)
);
COMMENT ON COLUMN usage_records.subscription_id IS 'معرف الاشتراك';
COMMENT ON COLUMN usage_records.tenant_id IS 'المستأجر/العميل';
COMMENT ON COLUMN usage_records.metric_type IS 'نوع المقياس (e.g., satellite_analyses, api_calls)';
COMMENT ON COLUMN usage_records.quantity IS 'الكمية';
COMMENT ON COLUMN usage_records.recorded_at IS 'تاريخ التسجيل';
COMMENT ON COLUMN usage_records.metadata IS 'بيانات إضافية (e.g., resource_id, user_id)';
CREATE INDEX idx_usage_tenant_metric_date ON usage_records (tenant_id, metric_type, recorded_at);
CREATE INDEX idx_usage_subscription_metric ON usage_records (subscription_id, metric_type);
CREATE INDEX idx_usage_recorded_at ON usage_records (recorded_at);
CREATE INDEX ix_usage_records_subscription_id ON usage_records (subscription_id);
CREATE INDEX ix_usage_records_tenant_id ON usage_records (tenant_id);
CREATE INDEX ix_usage_records_metric_type ON usage_records (metric_type);
CREATE INDEX ix_usage_records_recorded_at ON usage_records (recorded_at);
INSERT INTO alembic_version (version_num) VALUES ('001');
COMMIT;
`;

const labelsInCapitals = /AS ENUM \(([^)]*)\)/g;

/**
 * The same tables as SQLAlchemy's `create_all` makes them from Python enums: the names of the members, in capitals, and
 * no version table.
 */
export const createAllSql = serviceMadeSql
  .replace(labelsInCapitals, (text) => text.toUpperCase())
  .replace(/CREATE TABLE alembic_version \([\s\S]*?\);/, '')
  .replace(/INSERT INTO alembic_version[^;]*;/, '');
