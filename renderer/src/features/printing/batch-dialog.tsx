import { Printer } from 'lucide-react';
import { useState } from 'react';
import type { DocumentCalendar, DocumentLanguage, Paper } from '@contract/document-layout';
import type { PrintOutput, PrintSelection } from '@contract/printing';
import { useAction, useRead } from '@/api';
import {
  Button,
  Dialog,
  ErrorBanner,
  RadioGroup,
  Select,
  TextField,
  toast,
  usePreferences,
  useGuidePlace,
} from '@/components';
import { LayoutChoice } from '@/features/documents/layout-choice';
import { useText } from '@/i18n';
import styles from './printing.module.css';

const papers: Readonly<Record<'invoice' | 'receipt', readonly Paper[]>> = {
  invoice: ['A4', 'A5'],
  receipt: ['A4', 'A5', 'roll'],
};
const outputs = ['files', 'one_file', 'paper'] as const satisfies readonly PrintOutput[];

export interface BatchDialogProps {
  readonly selection: PrintSelection;
  readonly count: number;
  readonly title: string;
  readonly onClose: () => void;
}

/** How many documents go out: to files, to one file, or to a printer. The rest is the queue's. */
export function BatchDialog({ selection, count, title, onClose }: BatchDialogProps) {
  useGuidePlace('documents');
  const { t } = useText();
  const { preferences, change } = usePreferences();
  const kind = selection.list === 'payments' ? 'receipt' : 'invoice';
  const [output, setOutput] = useState<PrintOutput>('files');
  const [language, setLanguage] = useState<DocumentLanguage>(preferences.documentLanguage);
  const [calendar, setCalendar] = useState<DocumentCalendar>(preferences.documentCalendar);
  const [paper, setPaper] = useState<Paper>(preferences.documentPapers[kind] ?? 'A4');
  const [names, setNames] = useState(preferences.documentNames);
  const [device, setDevice] = useState<string | null>(null);
  const { data } = useRead('printing.printers', {}, { enabled: output === 'paper' });
  const printers = data?.printers ?? [];
  const start = useAction('printing.start');
  const namesAreSafe = names.includes('{number}');
  const printer = device ?? printers[0] ?? null;

  const begin = async (): Promise<void> => {
    change({
      documentLanguage: language,
      documentCalendar: calendar,
      documentPapers: { ...preferences.documentPapers, [kind]: paper },
      documentNames: names,
    });
    const answer = await start.run({
      selection,
      output,
      language,
      calendar,
      paper,
      ...(output === 'paper' && printer !== null ? { device: printer } : {}),
    });
    if (answer === null || answer.job === null) return;
    toast({ tone: 'ok', title: t('printing.started') });
    onClose();
  };
  const ready = output === 'paper' ? printer !== null : output === 'one_file' || namesAreSafe;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <Button variant="primary" icon={Printer} pending={start.pending} disabled={!ready} onPress={() => void begin()}>
          {t('printing.start')}
        </Button>
      }
    >
      {start.error !== null && <ErrorBanner error={start.error} />}
      <div className={styles.form}>
        <p>{t('printing.documents', { count })}</p>
        <RadioGroup
          label={t('printing.output')}
          look="column"
          value={output}
          choices={outputs.map((each) => ({
            value: each,
            label: t(`printing.outputs.${each}`),
            detail: t(`printing.outputDetail.${each}`),
          }))}
          onChange={setOutput}
        />
        <LayoutChoice
          language={language}
          calendar={calendar}
          paper={paper}
          papers={papers[kind]}
          onLanguage={setLanguage}
          onCalendar={setCalendar}
          onPaper={setPaper}
        />
        {output === 'files' && (
          <TextField
            label={t('printing.names')}
            description={t('printing.namesHint')}
            kind="code"
            maxLength={120}
            value={names}
            onChange={setNames}
            {...(namesAreSafe ? {} : { error: t('printing.namesError') })}
          />
        )}
        {output === 'paper' &&
          (printers.length === 0 ? (
            <p>{t('printing.noPrinters')}</p>
          ) : (
            <Select
              label={t('printing.printer')}
              value={printer}
              choices={printers.map((name) => ({ value: name, label: name }))}
              onChange={setDevice}
            />
          ))}
      </div>
    </Dialog>
  );
}
