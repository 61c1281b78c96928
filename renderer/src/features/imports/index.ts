export { ColumnMapping } from './column-mapping';
export { ProblemList } from './problem-list';
export { default as importStyles } from './imports.module.css';
