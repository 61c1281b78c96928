import type { PricedDraft } from './rules/draft';

/**
 * An SQL expression that turns a parameter's JSON of priced lines into line_items: the keys of schema.md, what a line came from, and every figure
 * an exact JSON number, made by PostgreSQL from the decimal text so that no digit is lost on the way.
 */
export function lineItemsSql(parameter: string): string {
  return `(SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
    'description', l.line ->> 'description',
    'description_ar', l.line ->> 'descriptionAr',
    'quantity', to_jsonb((l.line ->> 'quantity')::numeric),
    'unit_price', to_jsonb((l.line ->> 'unitPrice')::numeric(12, 2)),
    'amount', to_jsonb((l.line ->> 'amount')::numeric(12, 2)),
    'is_usage_based', (l.line ->> 'isUsageBased')::boolean,
    'basis', l.line ->> 'basis', 'basis_ar', l.line ->> 'basisAr',
    'plan', l.line -> 'plan')) ORDER BY l.place), '[]'::jsonb)
  FROM jsonb_array_elements(${parameter}::jsonb) WITH ORDINALITY AS l (line, place))`;
}

/** The parameter that lineItemsSql reads. */
export function lineItemsParameter({ lines }: PricedDraft): string {
  return JSON.stringify(lines);
}
