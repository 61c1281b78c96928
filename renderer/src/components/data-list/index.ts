export type { ListColumn } from './columns';
export { DataList, type DataListProps } from './data-list';
export { loadFromArray } from './load-from-array';
export type { ListPage, ListRequest, ListSort, LoadPage } from './page-loader';
