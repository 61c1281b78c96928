import { sql, type Sql } from './sql';

/**
 * A figure of a line as exact text, whether the service wrote a JSON number or somebody a string: read with ->>, so that no
 * digit passes through a JavaScript number. With at least `places` decimals; what is no decimal is shown as it stands.
 */
function figure(key: Sql, places: Sql, missing: Sql): Sql {
  const text = sql`(l.line ->> ${key})`;
  return sql`CASE WHEN ${text} ~ '^-?[0-9]{1,20}([.][0-9]{1,20})?$'
      THEN round(${text}::numeric, greatest(${places}, scale(trim_scale(${text}::numeric))))::text
      ELSE coalesce(${text}, ${missing}) END`;
}

function words(key: Sql, other: Sql): Sql {
  return sql`coalesce(nullif(l.line ->> ${key}, ''), l.line ->> ${other}, '')`;
}

/** A jsonb array of contract Lines from a line_items column; a line that lacks a field is read all the same. */
export function lineColumns(lineItems: Sql): Sql {
  return sql`(SELECT coalesce(jsonb_agg(jsonb_build_object(
    'description', ${words(sql`'description'`, sql`'description_ar'`)},
    'descriptionAr', ${words(sql`'description_ar'`, sql`'description'`)},
    'quantity', ${figure(sql`'quantity'`, sql`0`, sql`'1'`)},
    'unitPrice', ${figure(sql`'unit_price'`, sql`2`, sql`coalesce(l.line ->> 'amount', '0.00')`)},
    'amount', ${figure(sql`'amount'`, sql`2`, sql`'0.00'`)},
    'isUsageBased', coalesce(l.line -> 'is_usage_based' = 'true', false),
    'basis', l.line ->> 'basis',
    'basisAr', l.line ->> 'basis_ar') ORDER BY l.place), '[]')
  FROM jsonb_array_elements(CASE jsonb_typeof(${lineItems}) WHEN 'array' THEN ${lineItems} ELSE '[]' END)
    WITH ORDINALITY AS l (line, place))`;
}
