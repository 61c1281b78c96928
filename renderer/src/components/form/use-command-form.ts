import { zodResolver } from '@hookform/resolvers/zod';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useForm, type DefaultValues, type FieldValues, type UseFormReturn } from 'react-hook-form';
import { z } from 'zod';
import { commandKeySchema } from '@contract/ids';
import { call, useCommand, type Command, type CommandInput, type CommandName, type OutputOf } from '@/api';
import { issueKey } from './issue';

export interface CommandFormOptions<S extends z.ZodType<FieldValues, FieldValues>, N extends CommandName> {
  /** Names the draft that survives a restart: `tenants.new`, or `invoices.edit <id>`. */
  readonly name: string;
  readonly schema: S;
  readonly values: z.input<S>;
  readonly command: N;
  /** What is sent, from what was checked. */
  readonly send: (checked: z.output<S>) => CommandInput<N>;
  readonly onSaved: (answer: OutputOf<N>, sent: z.output<S>) => void;
}

export interface CommandForm<S extends z.ZodType<FieldValues, FieldValues>, N extends CommandName> {
  readonly form: UseFormReturn<z.input<S>, unknown, z.output<S>>;
  readonly command: Command<N>;
  /** Checks and sends; the first wrong field gets the focus. */
  readonly submit: () => void;
  /** True where an earlier draft was brought back. */
  readonly restored: boolean;
  /** Throws the draft away, its key with it, and starts from the given values. */
  readonly discard: () => void;
}

const draftSchema = z.object({ key: commandKeySchema, values: z.record(z.string(), z.unknown()) });
const saveAfter = 400;

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
  const { reset, subscribe, getValues } = form;
  const { adoptKey, key } = command;

  useEffect(() => {
    let stopped = false;
    void call('preferences.formDraft', { form: name }).then(
      ({ content }) => {
        const draft = readDraft(content);
        if (stopped || !draft) return;
        adoptKey(draft.key);
        reset({ ...getValues(), ...draft.values }, { keepDefaultValues: true });
        setRestored(true);
      },
      () => setRestored(false),
    );
    return () => {
      stopped = true;
    };
  }, [name, adoptKey, reset, getValues]);

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
        timer.current = setTimeout(() => saveDraft(JSON.stringify({ key: key(), values: typed })), saveAfter);
      },
    });
    return () => {
      unsubscribe();
      clearTimeout(timer.current);
    };
  }, [subscribe, key, saveDraft]);

  const send = async (checked: z.output<S>) => {
    // Written before it is sent: should the app stop now, the same key goes out again.
    saveDraft(JSON.stringify({ key: key(), values: getValues() }));
    const answer = await command.run(options.send(checked));
    if (answer === null) return;
    saveDraft(null);
    options.onSaved(answer, checked);
  };

  return {
    form,
    command,
    submit: () => void form.handleSubmit(send, focusFirstError)(),
    restored,
    discard: () => {
      saveDraft(null);
      command.reset(true);
      reset(values as DefaultValues<z.input<S>>);
      setRestored(false);
    },
  };
}
