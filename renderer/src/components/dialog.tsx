import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useText } from '@/i18n';
import { Button, IconButton } from './button';
import { classes } from './class-names';
import { Layer } from './layer';
import styles from './dialog.module.css';
import { ActionArea } from './withheld';

export interface DialogProps {
  readonly title: ReactNode;
  readonly children: ReactNode;
  /** Buttons at the foot: what to do first, then how to leave. */
  readonly actions?: ReactNode;
  readonly onClose: () => void;
  /** `sheet` slides in at the end side, over the record: for forms. `wide` for forms with a table. */
  readonly look?: 'small' | 'normal' | 'wide' | 'sheet';
  /** False where a click beside it must not close it: where something was typed. */
  readonly dismissable?: boolean;
}

/** A dialog or a sheet: on the screen exactly while it is rendered. */
export function Dialog({ title, children, actions, onClose, look = 'normal', dismissable = true }: DialogProps) {
  const { t } = useText();
  return (
    <ModalOverlay
      className={styles.scrim ?? ''}
      isOpen
      isDismissable={dismissable}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      data-layer=""
    >
      <Modal className={classes(styles.modal, styles[look])}>
        <AriaDialog className={styles.dialog ?? ''}>
          <Layer>
            <header className={styles.head}>
              <Heading slot="title" className={styles.title ?? ''}>
                {title}
              </Heading>
              <IconButton label={t('common.close')} icon={X} onPress={onClose} />
            </header>
            <div className={styles.body}>{children}</div>
            {actions !== undefined && (
              <footer className={styles.foot}>
                <ActionArea>{actions}</ActionArea>
              </footer>
            )}
          </Layer>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export interface ConfirmProps {
  readonly title: string;
  readonly children: ReactNode;
  /** The verb of what will happen, never just `OK`. */
  readonly confirmLabel: string;
  readonly danger?: boolean;
  readonly pending?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog(props: ConfirmProps) {
  const { t } = useText();
  return (
    <Dialog
      title={props.title}
      look="small"
      onClose={props.onClose}
      actions={
        <>
          <Button
            variant={props.danger === true ? 'danger' : 'primary'}
            pending={props.pending ?? false}
            onPress={props.onConfirm}
          >
            {props.confirmLabel}
          </Button>
          <Button onPress={props.onClose} autoFocus={props.danger ?? false}>
            {t('common.cancel')}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}
