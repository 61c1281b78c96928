export { ColorChoice, ColorMark } from './color-choice';
export { MarkChoice } from './mark-choice';
export { ServiceAnswer } from './service-answer';
export { SetupDialog } from './setup-dialog';
export { SetupWizard } from './setup-wizard';
export { failureError } from './failure-error';
export { migrationTitle } from './migration-title';
export { NotTheOwner, useUpgrader } from './not-the-owner';
export { UpgradeDialog } from './upgrade-dialog';
