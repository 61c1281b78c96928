import { useId, type ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import type { z } from 'zod';
import type { CommandName } from '@/api';
import { useText } from '@/i18n';
import { Banner, ErrorBanner } from '../banner';
import { Button } from '../button';
import { Dialog, type DialogProps } from '../dialog';
import { DialogKey } from '../dialog-key';
import { ActionArea } from '../withheld';
import { EditConflict } from './edit-conflict';
import type { CommandForm } from './use-command-form';
import styles from './form.module.css';

export interface FormDialogProps<S extends z.ZodType<FieldValues, FieldValues>, N extends CommandName> {
  readonly title: ReactNode;
  readonly commandForm: CommandForm<S, N>;
  /** The verb of what saving does: `Record payment`. */
  readonly saveLabel: string;
  readonly onClose: () => void;
  readonly look?: DialogProps['look'];
  /** Fields; see FormGrid and the fields of this folder. */
  readonly children: ReactNode;
  /** True while what is asked for cannot be sent: its preview is missing or refused. */
  readonly blocked?: boolean;
  /** Stands beside the buttons: totals, a hint. */
  readonly aside?: ReactNode;
}

/** A form in a sheet: errors above, fields, and the buttons that stay in view. Ctrl+Enter saves from any field. */
export function FormDialog<S extends z.ZodType<FieldValues, FieldValues>, N extends CommandName>(
  props: FormDialogProps<S, N>,
) {
  const { t } = useText();
  const id = useId();
  const { commandForm, onClose } = props;
  const { command, discard } = commandForm;
  // What both changed is decided first.
  const blocked = props.blocked === true || commandForm.conflict.clashes.length > 0;
  const submit = (): void => {
    if (!blocked) commandForm.submit();
  };
  const cancel = () => {
    // Given up on purpose, so that the draft goes too; but what was sent and not answered keeps its key.
    if (command.error === null) discard();
    onClose();
  };
  return (
    <Dialog
      title={props.title}
      look={props.look ?? 'sheet'}
      onClose={onClose}
      dismissable={false}
      actions={
        <>
          <Button
            needs={command.channel}
            type="submit"
            form={id}
            variant="primary"
            keys="Ctrl+Enter"
            pending={command.pending}
            disabled={blocked}
          >
            {props.saveLabel}
          </Button>
          <Button onPress={cancel}>{t('common.cancel')}</Button>
          {props.aside !== undefined && <div className={styles.aside}>{props.aside}</div>}
        </>
      }
    >
      <DialogKey needs={command.channel} keys="Ctrl+Enter" label={props.saveLabel} run={submit} />
      <form
        id={id}
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <FormMessages commandForm={commandForm} />
        <EditConflict conflict={commandForm.conflict} label={commandForm.label} />
        {props.children}
      </form>
    </Dialog>
  );
}

/** The same as a part of a screen: fields, then the button that saves. */
export function InlineForm<S extends z.ZodType<FieldValues, FieldValues>, N extends CommandName>(
  props: Omit<FormDialogProps<S, N>, 'title' | 'onClose' | 'look'>,
) {
  const { commandForm } = props;
  return (
    <>
      <DialogKey
        needs={commandForm.command.channel}
        keys="Ctrl+Enter"
        label={props.saveLabel}
        run={commandForm.submit}
      />
      <form
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          commandForm.submit();
        }}
      >
        <FormMessages commandForm={commandForm} />
        <EditConflict conflict={commandForm.conflict} label={commandForm.label} />
        {props.children}
        <div className={styles.foot}>
          <ActionArea>
            <Button
              needs={commandForm.command.channel}
              type="submit"
              variant="primary"
              keys="Ctrl+Enter"
              pending={commandForm.command.pending}
            >
              {props.saveLabel}
            </Button>
            {props.aside !== undefined && <div className={styles.aside}>{props.aside}</div>}
          </ActionArea>
        </div>
      </form>
    </>
  );
}

/** What went wrong at the last try, or that an earlier draft is back. */
function FormMessages<S extends z.ZodType<FieldValues, FieldValues>, N extends CommandName>({
  commandForm: { command, restored, discard },
}: {
  readonly commandForm: CommandForm<S, N>;
}) {
  const { t } = useText();
  if (command.error) return <ErrorBanner error={command.error} />;
  if (!restored) return null;
  return (
    <Banner
      tone="info"
      title={t('common.draftRestored')}
      action={
        <Button size="small" variant="quiet" onPress={discard}>
          {t('common.draftDiscard')}
        </Button>
      }
    />
  );
}

/** Fields in columns; `FormWide` takes the whole width. */
export function FormGrid({ columns = 2, children }: { readonly columns?: 1 | 2 | 3; readonly children: ReactNode }) {
  return (
    <div className={styles.grid} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
      {children}
    </div>
  );
}

export function FormWide({ children }: { readonly children: ReactNode }) {
  return <div className={styles.wide}>{children}</div>;
}

export function FormSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className={styles.section}>
      <legend className={styles.legend}>{title}</legend>
      {children}
    </fieldset>
  );
}
