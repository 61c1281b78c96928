export { ExportMenu } from './export-menu';
export { ExportNotices } from './export-notices';
