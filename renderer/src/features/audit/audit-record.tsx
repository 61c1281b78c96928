import { useNavigate } from '@tanstack/react-router';
import { FolderOpen, History, ListTree } from 'lucide-react';
import type { AuditFilter, AuditRow } from '@contract/audit';
import { commandKeySchema } from '@contract/ids';
import { useRead } from '@/api';
import {
  actionOf,
  Bdi,
  Button,
  ChangeTable,
  entityName,
  InstantText,
  Num,
  RecordMeta,
  RecordPanel,
  RecordPanelState,
  RecordSection,
} from '@/components';
import { useText } from '@/i18n';
import { recordName } from './audit-columns';
import { placeOf } from './audit-places';

interface AuditRecordProps {
  readonly id: string;
  readonly onFilter: (filter: AuditFilter) => void;
  readonly onClose: () => void;
}

/** One entry: what happened to which record, who did it from where, and what it was and became. */
export function AuditRecord({ id, onFilter, onClose }: AuditRecordProps) {
  const { t } = useText();
  const navigate = useNavigate();
  const { data: entry, error, refetch } = useRead('audit.get', { id });
  if (!entry) return <RecordPanelState error={error} onRetry={() => void refetch()} onClose={onClose} />;
  const place = placeOf(entry);
  const key = commandKeySchema.safeParse(entry.commandKey);
  return (
    <RecordPanel
      title={t(`timeline.action.${actionOf(entry.action)}`)}
      onClose={onClose}
      actions={
        <>
          {place !== null && (
            <Button variant="primary" icon={FolderOpen} onPress={() => void navigate(place)}>
              {t('audit.record.openRecord')}
            </Button>
          )}
          <Button icon={History} onPress={() => onFilter({ entity: entry.entity, entityId: entry.entityId })}>
            {t('audit.record.sameRecord')}
          </Button>
          {key.success && (
            <Button variant="quiet" icon={ListTree} onPress={() => onFilter({ commandKey: key.data })}>
              {t('audit.record.sameCommand')}
            </Button>
          )}
        </>
      }
    >
      <EntryMeta entry={entry} />
      <RecordSection title={t('audit.change.title')}>
        <ChangeTable entity={entry.entity} changes={entry.changes} />
      </RecordSection>
    </RecordPanel>
  );
}

function EntryMeta({ entry }: { readonly entry: AuditRow }) {
  const text = useText();
  const { t } = text;
  const name = recordName(entry, text);
  return (
    <RecordMeta
      entries={[
        { label: t('audit.columns.entity'), value: entityName(entry.entity, t) },
        { label: t('audit.columns.name'), value: name && <Bdi>{name}</Bdi> },
        { label: t('audit.columns.at'), value: <InstantText at={entry.at} /> },
        { label: t('audit.record.claimed'), value: entry.claimedBy !== null && <Bdi>{entry.claimedBy}</Bdi> },
        {
          label: t('audit.record.login'),
          value: entry.actorProven ? <Bdi>{entry.actor}</Bdi> : t('audit.record.shared', { user: entry.actor }),
        },
        { label: t('audit.columns.machine'), value: entry.machine !== null && <Bdi>{entry.machine}</Bdi> },
        { label: t('audit.record.source'), value: t(`audit.source.${entry.source}`) },
        { label: t('audit.record.key'), value: entry.commandKey !== null && <Num>{entry.commandKey}</Num> },
      ]}
    />
  );
}
