import { Printer } from 'lucide-react';
import { useState } from 'react';
import type { PrintSelection } from '@contract/printing';
import { Button } from '@/components';
import { useText } from '@/i18n';
import { BatchDialog } from './batch-dialog';

/** Prints or saves what a list's filter holds, or what is chosen in it. */
export function PrintButton({ selection, count }: { readonly selection: PrintSelection; readonly count: number }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const label = t(selection.list === 'chosen' ? 'printing.chosen' : 'printing.open');
  return (
    <>
      <Button needs="printing.start" icon={Printer} label={label} disabled={count === 0} onPress={() => setOpen(true)}>
        {t('documents.print')}
      </Button>
      {open && <BatchDialog selection={selection} count={count} title={label} onClose={() => setOpen(false)} />}
    </>
  );
}
