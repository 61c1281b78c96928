/** Columns that one role writes together, for the lists of 0012. */

export const invoiceBody = [
  'invoice_number',
  'tenant_id',
  'subscription_id',
  'status',
  'currency',
  'issue_date',
  'due_date',
  'subtotal',
  'tax_rate',
  'tax_amount',
  'discount_amount',
  'total',
  'line_items',
  'metadata',
];
export const subscriptionBody = [
  'plan_id',
  'status',
  'billing_cycle',
  'end_date',
  'trial_end_date',
  'canceled_at',
  'next_billing_date',
  'last_billing_date',
  'payment_method',
  'metadata',
];
export const planBody = [
  'name',
  'name_ar',
  'description',
  'description_ar',
  'tier',
  'pricing',
  'features',
  'limits',
  'is_active',
  'trial_days',
];
export const tenantBody = ['name', 'name_ar', 'contact', 'tax_id', 'is_active', 'metadata'];
export const detailsBody = [
  'period',
  'snapshot',
  'template_version',
  'exchange_rate',
  'issued_at',
  'issued_by',
  'voided_at',
  'voided_by',
  'void_reason',
  'version',
  'plan_id',
];
export const termsBody = [
  'free_through',
  'coming_on',
  'anchor_date',
  'coming_plan_id',
  'coming_cycle',
  'cancel_at_period_end',
  'cancel_reason',
  'suspended_at',
  'suspend_reason',
  'version',
];
