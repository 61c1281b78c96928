import { describe, expect, it } from 'vitest';
import { knownLimits, metricInLine, metricName, metricWords } from '../../electron/contract/metric-names';
import { migrations } from '../../migrations';

describe('the names of metrics', () => {
  it('say the thing and the window of its limit in both languages', () => {
    expect(metricName('satellite_analyses_per_month', 'ar')).toBe('تحليلات الأقمار الصناعية في الشهر');
    expect(metricName('satellite_analyses_per_month', 'en')).toBe('Satellite analyses a month');
    expect(metricName('api_calls_per_day', 'en')).toBe('API calls a day');
    expect(metricName('fields', 'ar')).toBe('الحقول');
  });

  it('are there for every limit of the plans that a new database has', () => {
    const sql = JSON.stringify(migrations);
    for (const limit of knownLimits) expect(sql).toContain(limit);
  });

  it('leave what the service has added since under its key', () => {
    expect(metricWords('drone_hours_per_month', 'ar')).toBeNull();
    expect(metricName('drone_hours_per_month', 'ar')).toBe('drone_hours_per_month');
    expect(metricInLine('drone_hours_per_month')).toEqual({ ar: 'drone hours', en: 'drone hours' });
  });

  it('stand in a line of an invoice as within a sentence', () => {
    expect(metricInLine('satellite_analyses_per_month').en).toBe('satellite analyses');
    expect(metricInLine('api_calls_per_day').en).toBe('API calls');
    expect(metricInLine('storage_gb')).toEqual({ ar: 'جيجابايت من التخزين', en: 'GB of storage' });
  });
});
