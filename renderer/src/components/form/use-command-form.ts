import { zodResolver } from '@hookform/resolvers/zod';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useForm, type DefaultValues, type FieldValues, type UseFormReturn } from 'react-hook-form';
import { z } from 'zod';
import { commandKeySchema } from '@contract/ids';
import { call, useCommand, type Command, type CommandInput, type CommandName, type OutputOf } from '@/api';
import { issueKey } from './issue';
import { useEditedRecord, type EditConflict } from './use-edited-record';

export interface CommandFormOptions<S extends z.ZodType<FieldValues, FieldValues>, N extends CommandName> {
  /** Names the draft that survives a restart: `tenants.new`, or `invoices.edit <id>`. */
  readonly name: string;
  readonly schema: S;
  readonly values: z.input<S>;
  readonly command: N;
  /** The version of the record that is edited, of which `values` are; as it stands now. Without it there is no record yet. */
  readonly version?: string;
  /** What is sent, from what was checked; `version` is the one that the form stands on, empty where it edits no record. */
  readonly send: (checked: z.output<S>, version: string) => CommandInput<N>;
  /** The name of a value, where another changed it too: `tenant.name`. */
  readonly label?: (path: string) => string;
  readonly onSaved: (answer: OutputOf<N>, sent: z.output<S>) => void;
}

export interface CommandForm<S extends z.ZodType<FieldValues, FieldValues>, N extends CommandName> {
  readonly form: UseFormReturn<z.input<S>, unknown, z.output<S>>;
  readonly command: Command<N>;
  /** Checks and sends; the first wrong field gets the focus. */
  readonly submit: () => void;
  /** True where an earlier draft was brought back. */
  readonly restored: boolean;
  readonly conflict: EditConflict;
  readonly label: (path: string) => string;
  /** Throws the draft away, its key with it, and starts from the given values. */
  readonly discard: () => void;
}

/** `base` is the record that was edited: what others changed since is compared with it. */
const draftSchema = z.object({
  key: commandKeySchema,
  values: z.record(z.string(), z.unknown()),
  base: z.object({ version: z.string(), values: z.record(z.string(), z.unknown()) }).optional(),
});
const saveAfter = 400;
const asItIs = (path: string): string => path;

function readDraft(content: string | null): z.infer<typeof draftSchema> | null {
  if (content === null) return null;
  try {
    return draftSchema.safeParse(JSON.parse(content)).data ?? null;
  } catch {
    return null; // A draft that cannot be read is no draft; the form starts empty.
  }
}

function focusFirstError(): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>('form [aria-invalid="true"], form button[data-invalid]')?.focus();
  });
}

/**
 * A form that sends one command. What is typed is kept with the command's key on this computer: after a lost connection
 * or a restart the same form goes out under the same key, so that it takes effect once.
 */
export function useCommandForm<S extends z.ZodType<FieldValues, FieldValues>, N extends CommandName>(
  options: CommandFormOptions<S, N>,
): CommandForm<S, N> {
  const { name, schema, values } = options;
  const command = useCommand(options.command);
  const form = useForm<z.input<S>, unknown, z.output<S>>({
    resolver: zodResolver(schema, { error: issueKey }),
    defaultValues: values as DefaultValues<z.input<S>>,
    mode: 'onTouched',
    shouldFocusError: false,
  });
  const [restored, setRestored] = useState(false);
  const { version } = options;
  const { reset: resetCommand } = command;
  const forgetRefusal = useCallback(() => resetCommand(), [resetCommand]);
  const record = useMemo(
    () => (version === undefined ? undefined : { version, values }),
    // A version never stands for other values.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [version],
  );
  const { base, setBase, conflict } = useEditedRecord(form, record, command.error, forgetRefusal);
  const { reset, subscribe, getValues } = form;
  const { adoptKey, key } = command;

  useEffect(() => {
    let stopped = false;
    void call('preferences.formDraft', { form: name }).then(
      ({ content }) => {
        const draft = readDraft(content);
        if (stopped || !draft) return;
        adoptKey(draft.key);
        // Before the values: what changed since it was typed is then compared with what it was typed over.
        const kept = draft.base;
        if (kept) setBase((now) => now && { version: kept.version, values: { ...now.values, ...kept.values } });
        reset({ ...getValues(), ...draft.values }, { keepDefaultValues: true });
        setRestored(true);
      },
      () => setRestored(false),
    );
    return () => {
      stopped = true;
    };
  }, [name, adoptKey, reset, getValues, setBase]);

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const saveDraft = useCallback(
    (content: string | null) => {
      clearTimeout(timer.current);
      // A draft that cannot be kept must not stand in the way of typing.
      call('preferences.saveFormDraft', { form: name, content }).catch(() => undefined);
    },
    [name],
  );
  useEffect(() => {
    const unsubscribe = subscribe({
      formState: { values: true, isDirty: true },
      callback: ({ values: typed, isDirty }) => {
        clearTimeout(timer.current);
        if (isDirty !== true) return;
        timer.current = setTimeout(() => saveDraft(JSON.stringify({ key: key(), values: typed, base })), saveAfter);
      },
    });
    return () => {
      unsubscribe();
      clearTimeout(timer.current);
    };
  }, [subscribe, key, saveDraft, base]);

  const send = async (checked: z.output<S>) => {
    // Written before it is sent: should the app stop now, the same key goes out again.
    saveDraft(JSON.stringify({ key: key(), values: getValues(), base }));
    const answer = await command.run(options.send(checked, base?.version ?? ''));
    if (answer === null) return;
    saveDraft(null);
    options.onSaved(answer, checked);
  };

  return {
    form,
    command,
    submit: () => void form.handleSubmit(send, focusFirstError)(),
    restored,
    conflict,
    label: options.label ?? asItIs,
    discard: () => {
      saveDraft(null);
      command.reset(true);
      reset(values as DefaultValues<z.input<S>>);
      setRestored(false);
    },
  };
}
