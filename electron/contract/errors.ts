import { z } from 'zod';

/**
 * Every code that can reach a screen. renderer/src/i18n has `errors.<code>.title` (what happened) and
 * `errors.<code>.remedy` (what to do next) for each in both languages; a missing one fails the build. `cli` prints the
 * same sentences.
 */
export const errorCodes = [
  // the border
  'bad_input',
  'unknown_channel',
  'forbidden_sender',
  'internal',
  'no_permission',
  'not_found',
  'conflict',
  // the connection: each failure of the step-by-step test has its own
  'not_connected',
  'connection_lost',
  'read_only',
  'not_migrated',
  'schema_newer',
  'bad_url',
  'name_not_found',
  'port_refused',
  'connect_timeout',
  'tls_required',
  'tls_refused',
  'tls_untrusted',
  'wrong_password',
  'no_such_database',
  'no_right_to_connect',
  'server_too_old',
  'too_many_connections',
  'not_postgres',
  'no_right_to_create',
  'server_starting',
  'ca_file_unreadable',
  // the built-in database
  'builtin_missing',
  'builtin_start_failed',
  'builtin_port_taken',
  'disk_full',
  // migrations
  'migration_failed',
  'migration_edited',
  'migration_unknown',
  'migration_locked',
  'adoption_refused',
  'downgrade_stops_at_adopted',
  'schema_drift',
  // commands
  'key_reused',
  'busy_try_again',
  'outcome_unknown',
  // billing
  'currency_mismatch',
  'invoice_not_draft',
  'invoice_not_open',
  'invoice_has_payments',
  'invoice_empty',
  'discount_exceeds_subtotal',
  'amount_too_large',
  'payment_not_pending',
  'payment_not_succeeded',
  'reference_required',
  'allocation_exceeds_due',
  'allocation_exceeds_payment',
  'tenant_mismatch',
  'subscription_has_records',
  'subscription_exists',
  'subscription_closed',
  'plan_in_use',
  'plan_has_no_price',
  'plan_exists',
  'plan_inactive',
  'tenant_exists',
  'tenant_in_use',
  'date_order',
  'date_in_future',
  'payment_already_reversed',
  'day_closed',
  'day_not_closed',
  'period_locked',
  'difference_unexplained',
  'reason_required',
  'report_too_long',
  'rate_missing',
  'database_not_empty',
  // documents
  'document_not_ready',
  'pdf_failed',
  'print_failed',
  'printer_missing',
  'file_not_written',
  'document_incomplete',
  // settings
  'secret_store_unavailable',
  'password_needed',
  'settings_unwritable',
] as const;

export const errorCodeSchema = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCodeSchema>;
