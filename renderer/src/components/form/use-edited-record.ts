import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { refreshAreas, type ApiError } from '@/api';
import { mergeEdits, withValueAt, type Clash } from './merge-edits';

/** The record that a form edits, as it stands now: main pushes what others change. */
export interface EditedRecord<V> {
  readonly version: string;
  readonly values: V;
}

/** What of a form was changed by another meanwhile, and must be decided. */
export interface EditConflict {
  readonly clashes: readonly Clash[];
  /** True where somebody changed the record since the form was opened, though it touches nothing of mine. */
  readonly changed: boolean;
  readonly keepMine: (clash: Clash) => void;
  readonly takeTheirs: (clash: Clash) => void;
}

/**
 * Holds the version that a form began with: what is sent is checked against that one, never against one that came in while
 * it was open. A change by another is merged into the form; what both changed is left to be decided, and nothing is lost.
 */
export function useEditedRecord<V extends FieldValues, T>(
  form: UseFormReturn<V, unknown, T>,
  record: EditedRecord<V> | undefined,
  error: ApiError | null,
  onMerged: () => void,
) {
  const client = useQueryClient();
  const [base, setBase] = useState(record);
  const [clashes, setClashes] = useState<readonly Clash[]>([]);
  const [changed, setChanged] = useState(false);
  const { reset, getValues } = form;
  const refused = error?.code === 'conflict';

  useEffect(() => {
    // Refused before the word of the change came: the record is read again, and the effect below compares.
    if (refused) void refreshAreas(client, 'all');
  }, [refused, client]);

  useEffect(() => {
    if (record === undefined || base === undefined || record.version === base.version) return;
    const { merged, clashes: found, news } = mergeEdits(base.values, getValues(), record.values);
    reset(merged, { keepDefaultValues: true });
    setBase(record);
    setClashes((before) => [...before.filter(({ path }) => !found.some((clash) => clash.path === path)), ...found]);
    // What I saved myself comes back as well, and is no news.
    if (news) setChanged(true);
    onMerged();
  }, [record, base, reset, getValues, onMerged]);

  const settle = (clash: Clash): void => setClashes((before) => before.filter(({ path }) => path !== clash.path));
  const conflict: EditConflict = {
    clashes,
    changed,
    keepMine: settle,
    takeTheirs: (clash) => {
      reset(withValueAt(getValues(), clash.path, clash.theirs), { keepDefaultValues: true });
      settle(clash);
    },
  };
  return { base, setBase, conflict };
}
