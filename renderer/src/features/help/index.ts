export { sectionOf } from './guide';
export { FirstUseHint } from './first-use-hint';
export { HelpDialog } from './help-dialog';
