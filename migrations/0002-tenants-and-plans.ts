import type { StatementsMigration } from './migration';
import { column, type ColumnShape, type SchemaShape } from './shape';

const instant = 'timestamp with time zone';
const text255 = 'character varying(255)';
const emptyObject = `'{}'::jsonb`;

const id = column('id', 'uuid', { default: 'gen_random_uuid()' });
const isActive = column('is_active', 'boolean', { default: 'true', comment: 'هل هو نشط' });
const createdAt = column('created_at', instant, { default: 'CURRENT_TIMESTAMP', comment: 'تاريخ الإنشاء' });
const updatedAt = column('updated_at', instant, { default: 'CURRENT_TIMESTAMP', comment: 'تاريخ آخر تحديث' });

const tenantColumns: readonly ColumnShape[] = [
  id,
  column('tenant_id', text255, { comment: 'معرف المستأجر/العميل' }),
  column('name', text255, { comment: 'الاسم (EN)' }),
  column('name_ar', text255, { comment: 'الاسم (AR)' }),
  column('contact', 'jsonb', {
    default: emptyObject,
    comment: 'بيانات التواصل (name, name_ar, email, phone, address, city, governorate)',
  }),
  column('tax_id', 'character varying(100)', { nullable: true, comment: 'الرقم الضريبي' }),
  isActive,
  column('metadata', 'jsonb', { nullable: true, default: emptyObject, comment: 'بيانات إضافية' }),
  createdAt,
  updatedAt,
];

const planColumns: readonly ColumnShape[] = [
  id,
  column('plan_id', 'character varying(100)', { comment: 'معرف الخطة' }),
  column('name', text255, { comment: 'الاسم (EN)' }),
  column('name_ar', text255, { comment: 'الاسم (AR)' }),
  column('description', 'text', { nullable: true, comment: 'الوصف (EN)' }),
  column('description_ar', 'text', { nullable: true, comment: 'الوصف (AR)' }),
  column('tier', 'public.plan_tier_enum', { comment: 'فئة الخطة' }),
  column('pricing', 'jsonb', {
    default: emptyObject,
    comment: 'الأسعار بالدولار نصوصًا (monthly_usd, quarterly_usd, yearly_usd, setup_fee_usd)',
  }),
  column('features', 'jsonb', { default: emptyObject, comment: 'الميزات' }),
  column('limits', 'jsonb', { default: emptyObject, comment: 'حدود الاستخدام (-1 بلا حد)' }),
  isActive,
  column('trial_days', 'integer', { default: '0', comment: 'أيام الفترة التجريبية' }),
  createdAt,
  updatedAt,
];

/** What a later version of the service makes and uses too (schema.md, Plans and tenants). */
export const tenantsAndPlansShape: SchemaShape = {
  enums: [{ name: 'plan_tier_enum', labels: ['free', 'starter', 'professional', 'enterprise'] }],
  tables: [
    {
      name: 'tenants',
      columns: tenantColumns,
      constraints: [
        { name: 'tenants_pkey', definition: 'PRIMARY KEY (id)' },
        { name: 'tenants_tenant_id_key', definition: 'UNIQUE (tenant_id)' },
      ],
      indexes: [],
    },
    {
      name: 'plans',
      columns: planColumns,
      constraints: [
        { name: 'check_trial_days_not_negative', definition: 'CHECK ((trial_days >= 0))' },
        { name: 'plans_pkey', definition: 'PRIMARY KEY (id)' },
        { name: 'plans_plan_id_key', definition: 'UNIQUE (plan_id)' },
      ],
      indexes: [],
    },
  ],
};

function commentsOn(table: string, columns: readonly ColumnShape[]): string[] {
  return columns.flatMap(({ name, comment }) =>
    comment === null ? [] : [`COMMENT ON COLUMN public.${table}.${name} IS '${comment}'`],
  );
}

/** The statement that adds one of the four plans; prices are strings so that no reader turns them into floats. */
function plan(
  row: { readonly planId: string; readonly name: string; readonly nameAr: string; readonly trialDays: number },
  prices: readonly [monthly: string, quarterly: string, yearly: string],
  limits: Readonly<Record<string, number>>,
): string {
  const [monthly, quarterly, yearly] = prices;
  const pricing = { monthly_usd: monthly, quarterly_usd: quarterly, yearly_usd: yearly, setup_fee_usd: '0' };
  return `INSERT INTO public.plans (plan_id, name, name_ar, tier, pricing, features, limits, is_active, trial_days)
VALUES ('${row.planId}', '${row.name}', '${row.nameAr}', '${row.planId}', '${JSON.stringify(pricing)}', '{}', '${JSON.stringify(limits)}', true, ${row.trialDays})
ON CONFLICT (plan_id) DO NOTHING`;
}

/** Tenants and plans, which the service knows but does not keep in its four tables, with its four plans as rows. */
export const tenantsAndPlans: StatementsMigration = {
  name: '0002-tenants-and-plans',
  title: {
    en: 'Customers with their names and contacts, and the four plans with prices and limits',
    ar: 'العملاء بأسمائهم وبيانات تواصلهم، والخطط الأربع بأسعارها وحدودها',
  },
  transactional: true,
  mayExist: tenantsAndPlansShape,
  up: [
    {
      unlessFound: 'plan_tier_enum',
      run: [`CREATE TYPE public.plan_tier_enum AS ENUM ('free', 'starter', 'professional', 'enterprise')`],
    },
    {
      unlessFound: 'tenants',
      run: [
        `CREATE TABLE public.tenants (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  tenant_id varchar(255) NOT NULL,
  name varchar(255) NOT NULL,
  name_ar varchar(255) NOT NULL,
  contact jsonb DEFAULT '{}' NOT NULL,
  tax_id varchar(100),
  is_active boolean DEFAULT true NOT NULL,
  metadata jsonb DEFAULT '{}',
  created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  PRIMARY KEY (id),
  UNIQUE (tenant_id)
)`,
        ...commentsOn('tenants', tenantColumns),
      ],
    },
    {
      unlessFound: 'plans',
      run: [
        `CREATE TABLE public.plans (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  plan_id varchar(100) NOT NULL,
  name varchar(255) NOT NULL,
  name_ar varchar(255) NOT NULL,
  description text,
  description_ar text,
  tier public.plan_tier_enum NOT NULL,
  pricing jsonb DEFAULT '{}' NOT NULL,
  features jsonb DEFAULT '{}' NOT NULL,
  limits jsonb DEFAULT '{}' NOT NULL,
  is_active boolean DEFAULT true NOT NULL,
  trial_days integer DEFAULT 0 NOT NULL,
  created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  CONSTRAINT check_trial_days_not_negative CHECK (trial_days >= 0),
  PRIMARY KEY (id),
  UNIQUE (plan_id)
)`,
        ...commentsOn('plans', planColumns),
      ],
    },
    plan({ planId: 'free', name: 'Free', nameAr: 'مجاني', trialDays: 0 }, ['0', '0', '0'], {
      fields: 3,
      satellite_analyses_per_month: 10,
      storage_gb: 1,
      api_calls_per_day: 100,
    }),
    plan({ planId: 'starter', name: 'Starter', nameAr: 'المبتدئ', trialDays: 14 }, ['29', '79', '290'], {
      fields: 10,
      satellite_analyses_per_month: 50,
      ai_diagnoses_per_month: 20,
      pdf_reports_per_month: 10,
      storage_gb: 5,
      api_calls_per_day: 500,
    }),
    plan({ planId: 'professional', name: 'Professional', nameAr: 'الاحترافي', trialDays: 14 }, ['99', '269', '990'], {
      fields: 50,
      satellite_analyses_per_month: 200,
      ai_diagnoses_per_month: 100,
      pdf_reports_per_month: -1,
      storage_gb: 25,
      api_calls_per_day: 2000,
      team_members: 5,
    }),
    plan({ planId: 'enterprise', name: 'Enterprise', nameAr: 'المؤسسات', trialDays: 30 }, ['499', '1349', '4990'], {
      fields: -1,
      satellite_analyses_per_month: -1,
      ai_diagnoses_per_month: -1,
      pdf_reports_per_month: -1,
      storage_gb: 100,
      api_calls_per_day: 10000,
      team_members: -1,
    }),
  ],
  down: [
    { unlessFound: 'plans', run: [`DROP TABLE public.plans`] },
    { unlessFound: 'tenants', run: [`DROP TABLE public.tenants`] },
    { unlessFound: 'plan_tier_enum', run: [`DROP TYPE public.plan_tier_enum`] },
  ],
};
