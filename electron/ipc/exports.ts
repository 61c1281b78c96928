import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { Parsed } from '../contract/api';
import type { ExportProgress } from '../contract/exports';
import { failureOf } from '../database/connection-link';
import { getBusinessSettings } from '../database/queries/business';
import { exportFileName, exportList } from '../documents/spreadsheet/export-list';
import { exportReport } from '../documents/spreadsheet/export-report';
import type { AppContext } from './context';
import { createDocumentPlaces } from './document-places';
import type { AreaHandlers } from './handlers';

type Needs = Pick<AppContext, 'connection' | 'windows' | 'log' | 'workbookWorker'>;

/** Often enough to see that it goes on. */
const tellEveryMs = 250;

/** Lists as spreadsheets, written while the screen goes on. */
export function exportsHandlers({ connection, windows, log, workbookWorker }: Needs): AreaHandlers<'exports'> {
  const places = createDocumentPlaces(windows);
  const underWay = new Map<string, AbortController>();

  async function write(id: string, request: Parsed<'exports', 'start'>, path: string): Promise<void> {
    const stopping = new AbortController();
    underWay.set(id, stopping);
    const progress: ExportProgress = { id, state: 'running', rows: 0, file: basename(path), failure: null };
    let toldAt = -Infinity;
    let written = 0;
    const onRows = (rows: number): void => {
      written = rows;
      if (performance.now() - toldAt < tellEveryMs) return;
      toldAt = performance.now();
      windows.send('exports.progress', { ...progress, rows });
    };
    const end = (last: Partial<ExportProgress>): void =>
      windows.send('exports.progress', { ...progress, rows: written, ...last });
    try {
      onRows(0);
      const { source, format, language } = request;
      const order = { format, language, path, workerFile: workbookWorker, signal: stopping.signal, onRows };
      await ('list' in source
        ? exportList(connection.database(), { ...order, source })
        : exportReport(connection.database(), { ...order, source }));
      end({ state: 'done' });
    } catch (error) {
      if (stopping.signal.aborted) {
        end({ state: 'stopped' });
        return;
      }
      log.error(
        `the export of ${'list' in request.source ? request.source.list : request.source.report} failed`,
        error,
      );
      end({ state: 'failed', failure: failureOf(error) });
    } finally {
      underWay.delete(id);
    }
  }

  return {
    async start(request) {
      const { source, format, language } = request;
      const { today } = await getBusinessSettings(connection.database());
      const path = await places.file(exportFileName({ source, format, language, today }), language, format);
      if (path === null) return { id: null };
      const id = randomUUID();
      void write(id, request, path);
      return { id };
    },
    stop({ id }) {
      const stopping = underWay.get(id);
      stopping?.abort();
      return Promise.resolve({ stopped: stopping !== undefined });
    },
  };
}
