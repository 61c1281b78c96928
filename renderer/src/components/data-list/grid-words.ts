import type { Text } from '@/i18n';

/** The grid's own words, which only screen readers meet, in the reader's language. */
export function gridWords(t: Text['t']): Record<string, string> {
  return {
    loadingOoo: t('common.loading'),
    loadingError: t('common.rowFailed'),
    noRowsToShow: t('common.noMatches'),
    ariaRowToggleSelection: t('common.gridToggleRow'),
    ariaRowSelect: t('common.gridToggleRow'),
    ariaRowDeselect: t('common.gridToggleRow'),
    ariaSortableColumn: t('common.gridSort'),
    ariaChecked: t('common.gridChecked'),
    ariaUnchecked: t('common.gridUnchecked'),
    ariaSkeletonCellLoading: t('common.loading'),
    ariaSkeletonCellLoadingFailed: t('common.rowFailed'),
  };
}
