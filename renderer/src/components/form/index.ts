export { FormCheckbox, FormCount, FormDate, FormDecimal, FormMoney, FormRadio, FormSelect, FormText } from './fields';
export { FormDialog, FormGrid, FormSection, FormWide, InlineForm } from './form';
export { useIssueText } from './issue';
export { FormTenant } from './tenant-field';
export { useCommandForm, type CommandForm } from './use-command-form';
