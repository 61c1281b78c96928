import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { toApiError, type ApiError } from '@/api';
import { useText } from '@/i18n';
import { Button } from './button';
import { ErrorBanner } from './banner';
import { useShortcut } from './shortcuts';
import { toast } from './toast';

/**
 * Something that was done and can be taken back without a trace of money: a draft, a note, a filter. Money is never undone:
 * what was entered by mistake is reversed.
 */
export interface UndoStep {
  /** What was done, for the list of shortcuts: `Delete draft`. */
  readonly what: string;
  /** Said in a toast with an `Undo` button; a step without it is only known to Ctrl+Z. */
  readonly said?: string;
  /** Steps of one group can be forgotten together, such as those of a screen that was left. */
  readonly group?: string;
  /** Puts it back as it was. Throws an ApiError where that is not possible any more. */
  readonly undo: () => void | Promise<void>;
}
interface Offered extends UndoStep {
  readonly id: number;
  readonly closeToast: () => void;
}
interface Failed {
  readonly step: Offered;
  readonly error: ApiError;
}

export interface Undo {
  readonly offer: (step: UndoStep) => void;
  /** Forgets the steps of every group but this one; steps without a group stay. */
  readonly keepGroup: (group: string) => void;
}

/** More than anybody remembers. */
const keptSteps = 20;
const nothing = (): void => undefined;

const UndoContext = createContext<Undo | null>(null);
const FailedContext = createContext<{ failed: Failed | null; retry: () => void; dismiss: () => void } | null>(null);

export function useUndo(): Undo {
  const undo = use(UndoContext);
  if (undo === null) throw new Error('no UndoProvider around this component');
  return undo;
}

/** Keeps what can be taken back, the latest last; `of` is what it belongs to: for another database all of it is forgotten. */
export function UndoProvider({ of, children }: { readonly of: string; readonly children: ReactNode }) {
  const { t } = useText();
  const [steps, setSteps] = useState<readonly Offered[]>([]);
  const [failed, setFailed] = useState<Failed | null>(null);
  const ids = useRef(0);
  const current = useRef(steps);
  const set = useCallback((next: readonly Offered[]) => {
    current.current = next;
    setSteps(next);
  }, []);

  const attempt = useCallback((step: Offered) => {
    setFailed(null);
    Promise.resolve()
      .then(() => step.undo())
      .catch((thrown: unknown) => setFailed({ step, error: toApiError(thrown) }));
  }, []);
  const take = useCallback(
    (id: number | undefined) => {
      const step = current.current.find((offered) => offered.id === id);
      if (step === undefined) return;
      step.closeToast();
      set(current.current.filter((offered) => offered !== step));
      attempt(step);
    },
    [attempt, set],
  );

  useEffect(() => {
    set([]);
    setFailed(null);
  }, [of, set]);

  const undo = useMemo<Undo>(
    () => ({
      offer(step) {
        ids.current += 1;
        const id = ids.current;
        const action = { label: t('common.undo'), keys: 'Ctrl+Z', run: () => take(id) };
        const closeToast = step.said === undefined ? nothing : toast({ tone: 'ok', title: step.said, action });
        set([...current.current, { ...step, id, closeToast }].slice(-keptSteps));
      },
      keepGroup: (kept) => {
        const next = current.current.filter(({ group }) => group === undefined || group === kept);
        if (next.length !== current.current.length) set(next);
      },
    }),
    [set, take, t],
  );
  const failure = useMemo(
    () => ({ failed, retry: () => failed && attempt(failed.step), dismiss: () => setFailed(null) }),
    [failed, attempt],
  );

  const last = steps.at(-1);
  useShortcut({
    keys: 'Ctrl+Z',
    label: t('common.undoOf', { what: last?.what ?? '' }),
    run: () => take(last?.id),
    enabled: last !== undefined,
    scope: 'everywhere',
  });
  return (
    <UndoContext value={undo}>
      <FailedContext value={failure}>{children}</FailedContext>
    </UndoContext>
  );
}

/** Why the last thing could not be put back, until it is read. */
export function UndoNotice({ className }: { readonly className: string }) {
  const { t } = useText();
  const value = use(FailedContext);
  if (!value?.failed) return null;
  return (
    <div className={className}>
      <ErrorBanner
        error={value.failed.error}
        action={
          <>
            {value.failed.error.code !== 'conflict' && (
              <Button size="small" onPress={value.retry}>
                {t('common.retry')}
              </Button>
            )}
            <Button size="small" onPress={value.dismiss}>
              {t('common.close')}
            </Button>
          </>
        }
      />
    </div>
  );
}
