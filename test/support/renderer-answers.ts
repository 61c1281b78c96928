import type { Bootstrap } from '../../electron/contract/app';
import { amountSchema, decimalSchema, zeroAmount } from '../../electron/contract/amount';
import { calendarDateSchema, instantSchema } from '../../electron/contract/calendar-date';
import type { ConnectionStatus } from '../../electron/contract/connection';
import { invoiceIdSchema, subscriptionIdSchema } from '../../electron/contract/ids';
import { firstPreferences as usual, type Preferences } from '../../electron/contract/preferences';
import type { TenantDetail, TenantRow } from '../../electron/contract/tenants';
import { Refusal, type Answers } from './renderer-page';

const amount = (text: string) => amountSchema.parse(text);
const date = (text: string) => calendarDateSchema.parse(text);
const instant = (text: string) => instantSchema.parse(text);

export const firstPreferences: Preferences = { ...usual, digits: 'arab' };

export const connected: ConnectionStatus = {
  state: 'connected',
  profileName: 'db-prod',
  profileKind: 'server',
  color: 'none',
  mark: 'none',
  server: 'db-prod:5432/billing',
  latencyMs: 3,
  access: { user: 'muhasib', role: 'administrator', ownLogin: true, upgrader: null },
  failure: null,
  nextAttemptAt: null,
};

const names: readonly (readonly [string, string, string])[] = [
  ['مزرعة الجوف النموذجية', 'Al-Jawf Model Farm', 'الجوف'],
  ['تعاونية وادي حضرموت الزراعية', 'Wadi Hadramout Agricultural Cooperative', 'حضرموت'],
  ['شركة تهامة للمانجو', 'Tihama Mango Co.', 'الحديدة'],
  ['مشاتل إب الخضراء', 'Ibb Green Nurseries', 'إب'],
  ['مؤسسة السهل الأخضر للبذور والأسمدة الزراعية المحدودة', 'Green Plain Seeds & Fertilizers Est.', 'ذمار'],
  ['جمعية مزارعي البن في حراز', 'Haraz Coffee Growers Association', 'صنعاء'],
  ['', 'Green Valley Agro Ltd.', 'تعز'],
  ['مزارع الحديدة المتحدة للألبان والدواجن', 'Hodeidah United Dairy and Poultry Farms', 'الحديدة'],
  ['بيوت صنعاء المحمية', "Sana'a Greenhouses", 'أمانة العاصمة'],
];

/** Customers as main would list them; every seventh is known by the service's rows only. */
export function tenantRows(count: number): TenantRow[] {
  return Array.from({ length: count }, (_, index) => {
    const [nameAr = '', name = '', governorate = ''] = names[index % names.length] ?? [];
    const registered = index % 7 !== 6;
    const dollars = {
      currency: 'USD',
      due: amount('3989.50'),
      overdue: amount('3989.50'),
      credit: zeroAmount,
    } as const;
    const rials = {
      currency: 'YER',
      due: amount('269000.00'),
      overdue: zeroAmount,
      credit: amount('1500.00'),
    } as const;
    return {
      tenantId: `tenant-${String(index + 1).padStart(4, '0')}`,
      name: registered ? name : '',
      nameAr: registered ? nameAr : '',
      city: null,
      governorate: registered ? governorate : null,
      phone: '+967 777 123 456',
      isActive: index % 5 !== 4,
      registered,
      owed: index % 3 === 0 ? [dollars] : index % 3 === 1 ? [rials] : index % 2 === 0 ? [] : [dollars, rials],
    };
  });
}

export function tenantDetail(row: TenantRow): TenantDetail {
  const tenant = { tenantId: row.tenantId, tenantName: row.name, tenantNameAr: row.nameAr };
  return {
    ...row,
    taxId: '300-112-445',
    contact: {
      name: 'Ahmed Al-Jawfi',
      nameAr: 'أحمد الجوفي',
      email: 'billing@aljawf-farm.example',
      phone: '+967 777 123 456',
      address: 'شارع الستين، عمارة 14',
      city: 'الحزم',
      governorate: row.governorate,
    },
    createdAt: instant('2025-11-02T08:15:00Z'),
    subscriptions: [
      {
        ...tenant,
        id: subscriptionIdSchema.parse('0b6f7d3e-7a54-4a5e-9d1f-2f3a4b5c6d7e'),
        planId: 'enterprise',
        planName: 'Enterprise',
        planNameAr: 'المؤسسات',
        status: 'active',
        cycle: 'yearly',
        currency: 'USD',
        startDate: date('2026-01-01'),
        endDate: date('2027-01-01'),
        trialEndDate: null,
        nextBillingDate: date('2027-01-01'),
        canceledAt: null,
      },
    ],
    openInvoices: [
      {
        ...tenant,
        id: invoiceIdSchema.parse('1b6f7d3e-7a54-4a5e-9d1f-2f3a4b5c6d7e'),
        number: 'SAH-2026-0005',
        standing: 'overdue',
        issueDate: date('2026-01-01'),
        dueDate: date('2026-01-08'),
        daysOverdue: 31,
        currency: 'USD',
        total: amount('4990.00'),
        amountDue: amount('3989.50'),
      },
    ],
    timeline: [
      {
        at: instant('2026-01-21T09:30:00Z'),
        action: 'payment_recorded',
        actor: 'muhasib',
        actorProven: true,
        claimedBy: null,
        source: 'desktop',
        machine: 'desk-2',
        commandKey: null,
        changes: [],
        details: {},
      },
      {
        at: instant('2025-11-02T08:15:00Z'),
        action: 'insert',
        actor: 'billing_core',
        actorProven: true,
        claimedBy: null,
        source: 'service',
        machine: null,
        commandKey: null,
        changes: [],
        details: {},
      },
    ],
    version: '1',
  };
}

/** Answers of a connected program with customers, which tests extend by what they need. */
export function sampleAnswers(changes: Partial<Preferences> = {}, rows: TenantRow[] = tenantRows(240)): Answers {
  let preferences: Preferences = { ...firstPreferences, ...changes };
  const drafts = new Map<string, string>();
  const bootstrap = (): Bootstrap => ({
    version: '0.1.0',
    platform: 'linux',
    setupNeeded: false,
    preferences,
    connection: connected,
    user: 'muhasib',
    unanswered: 0,
  });
  return {
    'app.bootstrap': bootstrap,
    'connection.status': () => connected,
    'business.get': () => ({
      zone: 'Asia/Aden',
      taxRate: decimalSchema.parse('0'),
      dueDays: 7,
      graceDays: 7,
      applyCredit: false,
      seller: {
        name: 'SAHOOL',
        nameAr: 'سهول',
        address: '',
        addressAr: '',
        taxId: '',
        phone: '',
        email: '',
        payTo: '',
        payToAr: '',
        footer: '',
        footerAr: '',
        logo: null,
        accounts: [],
        stamp: null,
      },
      version: '1',
      today: date('2026-02-08'),
    }),
    'preferences.get': () => preferences,
    'preferences.set': ({ changes: next }) => {
      const given = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined));
      preferences = { ...preferences, ...given, lists: { ...preferences.lists, ...next.lists } };
      return preferences;
    },
    'preferences.formDraft': ({ form }) => ({ content: drafts.get(form) ?? null }),
    'preferences.saveFormDraft': ({ form, content }) => {
      if (content === null) drafts.delete(form);
      else drafts.set(form, content);
      return { saved: true };
    },
    'search.find': ({ term }) =>
      rows
        .filter((row) => row.name.includes(term) || row.nameAr.includes(term))
        .slice(0, 8)
        .map((row) => ({
          kind: 'tenant',
          id: row.tenantId,
          title: row.tenantId,
          subtitle: row.name,
          subtitleAr: row.nameAr,
          near: false,
        })),
    'tenants.list': ({ filter, page, sort }) => {
      const found = rows.filter(
        (row) =>
          (filter.isActive === undefined || row.isActive === filter.isActive) &&
          (filter.search === undefined || `${row.name} ${row.nameAr} ${row.tenantId}`.includes(filter.search)),
      );
      const key = sort.column === 'tenant_id' ? 'tenantId' : sort.column === 'name' ? 'name' : 'nameAr';
      const sorted = found.toSorted((left, right) => left[key].localeCompare(right[key]));
      if (sort.direction === 'desc') sorted.reverse();
      const start = page.from === 'start' ? 0 : page.from === 'offset' ? page.offset : Number(page.cursor);
      const end = start + page.limit;
      return { rows: sorted.slice(start, end), nextCursor: end < sorted.length ? String(end) : null };
    },
    'tenants.totals': ({ filter }) => {
      const count = rows.filter((row) => filter.isActive === undefined || row.isActive === filter.isActive).length;
      return {
        count,
        capped: false,
        currencies: [
          { currency: 'USD', count, total: amount('42815.00'), due: amount('21407.50') },
          { currency: 'YER', count, total: amount('17224000.00'), due: amount('8612000.00') },
        ],
      };
    },
    'tenants.get': ({ tenantId }) => {
      const row = rows.find((known) => known.tenantId === tenantId);
      if (!row) throw new Refusal('not_found');
      return tenantDetail(row);
    },
  };
}
