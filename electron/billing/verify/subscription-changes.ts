import { applicationName } from '../../database/client';
import type { Check } from './check';

/** What a change left: one that was only planned leaves plan and cycle as they were. */
const left = (to: string, from: string): string =>
  `CASE WHEN c.kind IN ('downgrade_planned', 'cycle_planned') THEN c.${from} ELSE c.${to} END`;

const byDesktop = `(a.command_key IS NOT NULL OR starts_with(a.application, '${applicationName}'))`;

/**
 * Each change with the audit's row of it, and what the next one found; and each plan, cycle and status that the next one, or the
 * subscription now, has otherwise than a change left it, with what the audit says of that: null where it says nothing.
 */
const chain = `changes AS MATERIALIZED (
  SELECT c.*, s.tenant_id, x.id AS audited, x.after,
    ${left('to_plan_id', 'from_plan_id')} AS left_plan, ${left('to_cycle', 'from_cycle')}::text AS left_cycle,
    lead(c.id) OVER w AS next_id, lead(x.id) OVER w AS next_audited,
    CASE WHEN lead(c.id) OVER w IS NULL THEN s.plan_id ELSE lead(c.from_plan_id) OVER w END AS found_plan,
    CASE WHEN lead(c.id) OVER w IS NULL THEN s.billing_cycle ELSE lead(c.from_cycle) OVER w END::text AS found_cycle,
    CASE WHEN lead(c.id) OVER w IS NULL THEN s.status ELSE lead(c.from_status) OVER w END::text AS found_status
  FROM billing_desktop.subscription_changes c JOIN public.subscriptions s ON s.id = c.subscription_id
  LEFT JOIN LATERAL (SELECT a.id, a.after FROM billing_desktop.audit a
    WHERE a.entity = 'subscription_change' AND a.entity_id = c.id::text ORDER BY a.id LIMIT 1) x ON true
  WINDOW w AS (PARTITION BY c.subscription_id ORDER BY c.id)
), steps AS (
  SELECT c.subscription_id, c.tenant_id, c.effective_on, c.next_id IS NULL AS is_last, v.field, v.was, v.found, e.by_desktop
  FROM changes c
  CROSS JOIN LATERAL (VALUES ('plan_id', c.left_plan, c.found_plan), ('billing_cycle', c.left_cycle, c.found_cycle),
    ('status', c.to_status::text, c.found_status)) AS v (field, was, found)
  LEFT JOIN LATERAL (
    SELECT ${byDesktop} AS by_desktop FROM billing_desktop.audit a
    WHERE a.entity = 'subscription' AND a.entity_id = c.subscription_id::text AND a.id > c.audited
      AND (c.next_audited IS NULL OR a.id < c.next_audited)
      AND (c.command_key IS NULL OR a.command_key IS DISTINCT FROM c.command_key) AND a.after ->> v.field = v.found
    ORDER BY a.id DESC LIMIT 1
  ) e ON true
  WHERE v.was <> v.found AND c.audited IS NOT NULL
)`;

const about = (row: string): string => `'tenant', ${row}.tenant_id, 'on', to_char(${row}.effective_on, 'YYYY-MM-DD')`;

/**
 * Invariant 7, of subscriptions: each change is in the audit as it was made, its money is that of its invoice and credit notes, and
 * from one to the next, and to what the subscription is now, nothing is otherwise that the audit does not explain.
 */
export const subscriptionChanges: Check = {
  invariant: 7,
  rows: 'SELECT count(*) AS n FROM billing_desktop.subscription_changes',
  findings: `WITH ${chain}
SELECT 'change_not_audited' AS code, 'subscription' AS entity, c.subscription_id::text AS id, 'desktop' AS origin,
  jsonb_build_object(${about('c')}) AS details
FROM changes c WHERE c.audited IS NULL
UNION ALL
SELECT 'change_altered', 'subscription', c.subscription_id::text, 'desktop', jsonb_build_object(${about('c')}, 'fields', o.fields)
FROM changes c
CROSS JOIN LATERAL (SELECT to_jsonb(r.*) AS row FROM billing_desktop.subscription_changes r WHERE r.id = c.id) n
-- An instant is written as the session's zone has it.
CROSS JOIN LATERAL (SELECT string_agg(k.key, ',' ORDER BY k.key) AS fields FROM jsonb_each(c.after - 'changed_at') k
  WHERE n.row -> k.key IS DISTINCT FROM k.value) o
WHERE o.fields IS NOT NULL
UNION ALL
SELECT 'change_money_differs', 'subscription', c.subscription_id::text,
  CASE WHEN EXISTS (SELECT FROM billing_desktop.audit a WHERE a.entity = 'invoice' AND a.entity_id = c.invoice_id::text
    AND a.before ->> 'total' IS NOT NULL AND a.id > c.audited AND NOT ${byDesktop}) THEN 'service' ELSE 'desktop' END,
  jsonb_build_object(${about('c')}, 'stored', c.money::numeric(20, 2)::text, 'reckoned', m.amount::numeric(20, 2)::text)
FROM changes c
CROSS JOIN LATERAL (SELECT coalesce((SELECT i.total FROM public.invoices i WHERE i.id = c.invoice_id), 0)
  - coalesce((SELECT sum(k.total) FROM billing_desktop.credit_notes k WHERE k.id = ANY (c.credit_note_ids)), 0) AS amount) m
WHERE m.amount < 'NaN' AND c.money <> m.amount
UNION ALL
SELECT CASE WHEN t.by_desktop IS NOT NULL THEN 'changed_elsewhere' WHEN t.is_last THEN 'change_not_in_force' ELSE 'change_not_followed' END,
  'subscription', t.subscription_id::text, CASE WHEN t.by_desktop IS NULL THEN 'desktop' ELSE 'service' END,
  jsonb_build_object(${about('t')}, 'field', t.field, 'was', t.was, 'found', t.found)
FROM steps t WHERE t.by_desktop IS NULL OR (t.is_last AND NOT t.by_desktop)`,
};
