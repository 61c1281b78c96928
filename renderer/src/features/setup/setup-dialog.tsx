import { useQueryClient } from '@tanstack/react-query';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { refreshAreas, useAction, useRead } from '@/api';
import { toast } from '@/components';
import { Layer } from '@/components/layer';
import { useText } from '@/i18n';
import { SetupWizard } from './setup-wizard';
import styles from './setup-dialog.module.css';

/** The wizard over the work surface, for another database. Leaving it goes back to the one that was in use. */
export function SetupDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const client = useQueryClient();
  const { data: profiles } = useRead('profiles.list', {});
  const use = useAction('profiles.use');

  const cancel = async (moved: boolean) => {
    const before = profiles?.find(({ active }) => active);
    if (moved && before !== undefined) await use.run({ id: before.id });
    await refreshAreas(client, 'all');
    onClose();
  };
  const done = () => {
    void refreshAreas(client, 'all');
    toast({ tone: 'ok', title: t('setup.connected') });
    onClose();
  };
  return (
    <ModalOverlay className={styles.overlay ?? ''} isOpen isKeyboardDismissDisabled data-layer="">
      <Modal className={styles.modal ?? ''}>
        <Dialog className={styles.dialog ?? ''} aria-label={t('setup.later')}>
          <Layer>
            <SetupWizard onDone={done} onCancel={(moved) => void cancel(moved)} />
          </Layer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
