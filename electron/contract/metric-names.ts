import type { Language } from './preferences';

type Words = Readonly<Record<Language, string>>;

/** A thing that is counted: its name on a screen, and within a line where that is another. */
interface Metric {
  readonly name: Words;
  readonly inLine?: Words;
}

/** What SAHOOL counts, by the key that the service records under. The one place for these names. */
const metrics: ReadonlyMap<string, Metric> = new Map<string, Metric>([
  ['fields', { name: { ar: 'الحقول', en: 'Fields' }, inLine: { ar: 'حقول', en: 'fields' } }],
  ['satellite_analyses', { name: { ar: 'تحليلات الأقمار الصناعية', en: 'Satellite analyses' } }],
  ['ai_diagnoses', { name: { ar: 'تشخيصات الذكاء الاصطناعي', en: 'AI diagnoses' } }],
  ['pdf_reports', { name: { ar: 'تقارير PDF', en: 'PDF reports' } }],
  [
    'storage_gb',
    {
      name: { ar: 'التخزين، جيجابايت', en: 'Storage, GB' },
      inLine: { ar: 'جيجابايت من التخزين', en: 'GB of storage' },
    },
  ],
  ['api_calls', { name: { ar: 'طلبات الواجهة البرمجية', en: 'API calls' } }],
  ['team_members', { name: { ar: 'أعضاء الفريق', en: 'Team members' } }],
]);

/** How a limit's key says its window (domain.md, Usage). */
const windows: ReadonlyMap<string, Words> = new Map<string, Words>([
  ['_per_month', { ar: ' في الشهر', en: ' a month' }],
  ['_per_day', { ar: ' في اليوم', en: ' a day' }],
]);

const windowEnd = /_per_(?:month|day)$/;

/** `satellite_analyses_per_month` counts `satellite_analyses`. */
export function countedMetric(metric: string): string {
  return metric.replace(windowEnd, '');
}

/** A metric or a plan's limit in words, `Satellite analyses a month`; null for one that the service has added since. */
export function metricWords(metric: string, language: Language): string | null {
  const known = metrics.get(countedMetric(metric));
  if (known === undefined) return null;
  return known.name[language] + (windows.get(windowEnd.exec(metric)?.[0] ?? '')?.[language] ?? '');
}

/** metricWords(), and of one without words its key. */
export function metricName(metric: string, language: Language): string {
  return metricWords(metric, language) ?? metric;
}

/** What is counted, as it stands within a line of an invoice: `satellite analyses`. */
export function metricInLine(metric: string): Words {
  const counted = countedMetric(metric);
  const known = metrics.get(counted);
  if (known === undefined) {
    const words = counted.replaceAll('_', ' ');
    return { ar: words, en: words };
  }
  // An abbreviation keeps its capitals.
  const en = known.name.en.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());
  return known.inLine ?? { ar: known.name.ar, en };
}

/** What can be recorded. */
export const knownMetrics: readonly string[] = [...metrics.keys()];

/** What the plans that the service knows limit, in the order in which a price list names it. */
export const knownLimits = [
  'fields',
  'satellite_analyses_per_month',
  'ai_diagnoses_per_month',
  'pdf_reports_per_month',
  'storage_gb',
  'api_calls_per_day',
  'team_members',
] as const;
