import { grantRoles } from './0012-grant-roles';
import { functionRights, grantsOf, tableGrants } from './0012-grants';
import { tableRights } from './0012-table-rights';
import { pictureRights } from './0013-picture-rights';
import type { StatementsMigration } from './migration';

const before = { tables: tableRights.map(({ table }) => table), tableGrants, functionRights };
const after = {
  tables: [...tableRights, ...pictureRights].map(({ table }) => table),
  tableGrants: grantsOf([...tableRights, ...pictureRights]),
  functionRights,
};

/** The pictures that stand in the settings themselves, each as its place, kind and bytes. */
const embedded = `SELECT p.place, p.kind, decode(p.base64, 'base64') AS content
  FROM billing_desktop.settings g
  CROSS JOIN LATERAL (VALUES ('logo', g.value #>> '{seller,logo}'), ('stamp', g.value #>> '{seller,stamp}')) AS v (place, url)
  CROSS JOIN LATERAL (SELECT v.place, substring(v.url from '^data:(image/(?:png|jpeg));base64,') AS kind,
    substring(v.url from '^data:image/(?:png|jpeg);base64,(.*)$') AS base64) p
  WHERE g.key = 'business' AND p.base64 ~ '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$' AND p.base64 <> ''`;

const reference = (
  place: string,
): string => `coalesce((SELECT jsonb_build_object('${place}', 'picture:' || encode(sha256(e.content), 'hex'))
    FROM embedded e WHERE e.place = '${place}'), '{}')`;

const snapshots = ['invoice_details', 'receipt_vouchers', 'credit_notes', 'refunds', 'reminders'];

/** Documents that name a picture would lose it: they are not left without by the way. */
const keepPictures = `DO $do$
DECLARE
  documents bigint;
BEGIN
  SELECT ${snapshots
    .map(
      (table) => `(SELECT count(*) FROM billing_desktop.${table} d
      WHERE d.snapshot #>> '{seller,logo}' LIKE 'picture:%' OR d.snapshot #>> '{seller,stamp}' LIKE 'picture:%')`,
    )
    .join(' + ')}
  INTO documents;
  IF documents > 0 AND coalesce(current_setting('billing_desktop.discard_ledger', true), '') <> 'yes' THEN
    RAISE EXCEPTION 'There are % documents whose logo or stamp is in billing_desktop.pictures and nowhere else, so it is not dropped. Whoever has a backup and means it sets billing_desktop.discard_ledger to yes first', documents;
  END IF;
END
$do$`;

/**
 * Pictures that documents show, the seller's mark and stamp, each kept once by its hash. The settings, and the snapshot of what
 * is issued from now on, name a picture as `picture:<hash>`; what was issued before has it in its snapshot and is not touched.
 */
export const pictures: StatementsMigration = {
  name: '0013-pictures',
  title: {
    en: 'Logo and stamp are kept once, not in each document',
    ar: 'يُحفظ الشعار والختم مرة واحدة لا في كل مستند',
  },
  transactional: true,
  up: [
    `CREATE TABLE billing_desktop.pictures (
  hash text PRIMARY KEY CHECK (hash = encode(sha256(content), 'hex')),
  media_type text NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg')),
  content bytea NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 400000),
  added_at timestamp with time zone NOT NULL DEFAULT now(),
  added_by text NOT NULL DEFAULT session_user
)`,
    `COMMENT ON TABLE billing_desktop.pictures IS 'What documents show, each picture once; named picture:<hash> by the settings and the snapshots'`,
    // A picture is packed already: PostgreSQL need not try.
    `ALTER TABLE billing_desktop.pictures ALTER COLUMN content SET STORAGE EXTERNAL`,
    `CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON billing_desktop.pictures
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.refuse_change()`,
    `CREATE CONSTRAINT TRIGGER billing_desktop_check AFTER INSERT ON billing_desktop.pictures
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (billing_desktop.by_desktop_login()) EXECUTE FUNCTION billing_desktop.check_keyed()`,
    `WITH embedded AS (
  ${embedded}
)
INSERT INTO billing_desktop.pictures (hash, media_type, content)
SELECT DISTINCT ON (e.content) encode(sha256(e.content), 'hex'), e.kind, e.content FROM embedded e`,
    `WITH embedded AS (
  ${embedded}
)
UPDATE billing_desktop.settings SET value = jsonb_set(value, '{seller}', (value -> 'seller') || ${reference('logo')} || ${reference('stamp')})
WHERE key = 'business' AND EXISTS (SELECT FROM embedded)`,
    grantRoles('CREATE OR REPLACE', after),
    `SELECT billing_desktop.grant_roles()`,
  ],
  down: [
    keepPictures,
    // The settings get theirs back.
    `UPDATE billing_desktop.settings g SET value = jsonb_set(g.value, '{seller}', (g.value -> 'seller') || shown.pictures)
FROM (
  SELECT jsonb_object_agg(v.place, 'data:' || p.media_type || ';base64,' || translate(encode(p.content, 'base64'), E'\\n', '')) AS pictures
  FROM billing_desktop.settings s
  CROSS JOIN LATERAL (VALUES ('logo', s.value #>> '{seller,logo}'), ('stamp', s.value #>> '{seller,stamp}')) AS v (place, named)
  JOIN billing_desktop.pictures p ON 'picture:' || p.hash = v.named
  WHERE s.key = 'business'
) shown
WHERE g.key = 'business' AND shown.pictures IS NOT NULL`,
    grantRoles('CREATE OR REPLACE', before),
    `DROP TABLE billing_desktop.pictures`,
  ],
};
