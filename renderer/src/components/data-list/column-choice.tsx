import { Columns3 } from 'lucide-react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useText } from '@/i18n';
import { Button } from '../button';
import { Checkbox } from '../choices';
import type { ListColumn } from './columns';
import type { ListLayout } from './use-list-layout';
import styles from './column-choice.module.css';

/** Which columns of a list are shown. */
export function ColumnChoice<R, C extends string>({ columns, layout }: ColumnChoiceProps<R, C>) {
  const { t } = useText();
  const shown = layout.columns.filter(({ hidden }) => !hidden).length;
  return (
    <DialogTrigger>
      <AriaButton className={styles.button ?? ''} aria-label={t('common.columns')}>
        <Columns3 size={15} aria-hidden />
      </AriaButton>
      <Popover className={styles.popover ?? ''} placement="bottom end">
        <Dialog className={styles.dialog ?? ''} aria-label={t('common.columns')}>
          {layout.columns.map((column) => {
            const header = columns.find(({ id }) => id === column.id)?.header ?? column.id;
            return (
              <Checkbox
                key={column.id}
                checked={!column.hidden}
                disabled={!column.hidden && shown === 1}
                onChange={(checked) =>
                  layout.setColumns(
                    layout.columns.map((other) => (other.id === column.id ? { ...other, hidden: !checked } : other)),
                  )
                }
              >
                {header}
              </Checkbox>
            );
          })}
          <Button size="small" variant="quiet" onPress={() => layout.setColumns(null)}>
            {t('common.columnsReset')}
          </Button>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
interface ColumnChoiceProps<R, C extends string> {
  readonly columns: readonly ListColumn<R, C>[];
  readonly layout: ListLayout<C>;
}
