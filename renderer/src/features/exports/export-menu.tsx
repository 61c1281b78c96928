import { FileSpreadsheet, FileText, Sheet } from 'lucide-react';
import { exportSourceSchema, type ExportFormat, type ExportSource, type ReportSource } from '@contract/exports';
import { useAction } from '@/api';
import { Button, ErrorBanner, Menu, usePreferences } from '@/components';
import { useText } from '@/i18n';

/** Writes all that a list holds into a spreadsheet, as it is filtered and sorted now, or a report as it was asked for. */
export function ExportMenu({ source }: ExportMenuProps) {
  const { t, language } = useText();
  const { preferences } = usePreferences();
  const start = useAction('exports.start');
  const sorted = (): ExportSource | ReportSource => {
    if (!('list' in source)) return source;
    // The order that the list on the screen is in; a column that is none of its own any more leaves the first order.
    const kept = preferences.lists[source.list]?.sort;
    return exportSourceSchema.safeParse({ ...source, sort: kept ?? source.sort }).data ?? source;
  };
  const run = (format: ExportFormat): void => void start.run({ source: sorted(), format, language });
  return (
    <>
      {start.error && <ErrorBanner error={start.error} />}
      <Menu
        label={t('exports.menu')}
        groups={[
          {
            id: 'format',
            entries: [
              { id: 'xlsx', label: t('exports.xlsx'), icon: FileSpreadsheet, onAction: () => run('xlsx') },
              { id: 'csv', label: t('exports.csv'), icon: FileText, onAction: () => run('csv') },
            ],
          },
        ]}
      >
        <Button icon={Sheet} pending={start.pending}>
          {t('exports.menu')}
        </Button>
      </Menu>
    </>
  );
}
interface ExportMenuProps {
  readonly source: ExportSource | ReportSource;
}
