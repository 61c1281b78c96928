import type { DayCloseDocument } from '../../contract/report-documents';
import { reportLabels } from '../report-labels';
import { renderDayClose1 } from '../templates/day-close-1';
import type { Kind } from './kind';

export const dayCloseKind: Kind<DayCloseDocument> = {
  title: reportLabels.dayClose,
  templates: new Map([[1, renderDayClose1]]),
  papers: ['A4', 'A5'],
  date: ({ day }) => day,
  amounts: ({ figures }) => ({ sums: [], lines: figures.flatMap(({ expected, counted }) => [expected, counted]) }),
};
