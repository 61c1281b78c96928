import { FileDown, Printer } from 'lucide-react';
import { useState } from 'react';
import type { DocumentCalendar, DocumentLanguage, Paper } from '@contract/document-layout';
import type { DocumentRef } from '@contract/documents';
import { useAction, useRead } from '@/api';
import { ErrorBanner } from '@/components/banner';
import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { DialogKey } from '@/components/dialog-key';
import { useGuidePlace } from '@/components/guide-place';
import { usePreferences } from '@/components/preferences';
import { ErrorState, Skeleton } from '@/components/states';
import { toast } from '@/components/toast';
import { useText } from '@/i18n';
import { LayoutChoice } from './layout-choice';
import { PaperSheet } from './paper-sheet';
import styles from './preview-dialog.module.css';

export interface PreviewDialogProps {
  readonly document: DocumentRef;
  /** The document's number, as its title. */
  readonly name: string;
  readonly onClose: () => void;
}

/** A document on the screen: the very HTML that is printed and saved, in a frame that runs no script. */
export function PreviewDialog({ document, name, onClose }: PreviewDialogProps) {
  const { t } = useText();
  const { preferences, change } = usePreferences();
  const [language, setLanguage] = useState<DocumentLanguage>(preferences.documentLanguage);
  const [calendar, setCalendar] = useState<DocumentCalendar>(preferences.documentCalendar);
  const [paper, setPaper] = useState<Paper | undefined>(preferences.documentPapers[document.kind]);
  const layout = { language, calendar, ...(paper === undefined ? {} : { paper }) };
  const preview = useRead('documents.preview', { document, ...layout }, { keepPrevious: true });
  const print = useAction('documents.print');
  const save = useAction('documents.savePdf');
  const request = { documents: [document], ...layout };

  const startPrint = async (): Promise<void> => {
    const answer = await print.run(request);
    if (answer !== null && !answer.canceled) toast({ tone: 'ok', title: t('documents.printed') });
  };
  useGuidePlace('documents');
  const startSave = async (): Promise<void> => {
    const answer = await save.run(request);
    if (answer === null || answer.canceled) return;
    toast({ tone: 'ok', title: t('documents.saved', { count: answer.saved.length, path: answer.saved[0] ?? '' }) });
  };

  const failure = print.error ?? save.error;
  return (
    <Dialog
      title={t('documents.title', { name })}
      look="wide"
      onClose={onClose}
      actions={
        <>
          <Button
            needs="documents.print"
            variant="primary"
            icon={Printer}
            keys="Ctrl+P"
            pending={print.pending}
            onPress={() => void startPrint()}
          >
            {t('documents.print')}
          </Button>
          <Button
            needs="documents.savePdf"
            icon={FileDown}
            keys="Ctrl+S"
            pending={save.pending}
            onPress={() => void startSave()}
          >
            {t('documents.savePdf')}
          </Button>
        </>
      }
    >
      <DialogKey needs="documents.print" keys="Ctrl+P" label={t('documents.print')} run={() => void startPrint()} />
      <DialogKey needs="documents.savePdf" keys="Ctrl+S" label={t('documents.savePdf')} run={() => void startSave()} />
      <LayoutChoice
        language={language}
        calendar={calendar}
        paper={preview.data?.paper ?? paper ?? 'A4'}
        papers={preview.data?.papers ?? []}
        onLanguage={(chosen) => {
          setLanguage(chosen);
          change({ documentLanguage: chosen });
        }}
        onCalendar={(chosen) => {
          setCalendar(chosen);
          change({ documentCalendar: chosen });
        }}
        onPaper={(chosen) => {
          setPaper(chosen);
          change({ documentPapers: { ...preferences.documentPapers, [document.kind]: chosen } });
        }}
      />
      {failure !== null && <ErrorBanner error={failure} />}
      {preview.data ? (
        <PaperSheet key={preview.data.html} title={preview.data.title} html={preview.data.html} />
      ) : (
        <div className={styles.desk}>
          {preview.error ? (
            <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
          ) : (
            <Skeleton lines={12} />
          )}
        </div>
      )}
    </Dialog>
  );
}
