import type { DocumentCalendar, DocumentLanguage, Paper } from '@contract/document-layout';
import { RadioGroup, Switch } from '@/components/choices';
import { useText } from '@/i18n';
import styles from './layout-choice.module.css';

export interface LayoutChoiceProps {
  readonly language: DocumentLanguage;
  readonly calendar: DocumentCalendar;
  readonly paper: Paper;
  /** What the document can be laid out on; with one paper or none there is nothing to choose. */
  readonly papers: readonly Paper[];
  readonly onLanguage: (language: DocumentLanguage) => void;
  readonly onCalendar: (calendar: DocumentCalendar) => void;
  readonly onPaper: (paper: Paper) => void;
}

/** Language, paper and calendar of documents. */
export function LayoutChoice(props: LayoutChoiceProps) {
  const { t } = useText();
  return (
    <div className={styles.tools}>
      <RadioGroup
        label={t('documents.language')}
        hideLabel
        value={props.language}
        choices={[
          { value: 'both', label: t('documents.both') },
          { value: 'ar', label: t('documents.ar') },
          { value: 'en', label: t('documents.en') },
        ]}
        onChange={props.onLanguage}
      />
      {props.papers.length > 1 && (
        <RadioGroup
          label={t('documents.paper')}
          hideLabel
          value={props.paper}
          choices={props.papers.map((paper) => ({ value: paper, label: t(`documents.papers.${paper}`) }))}
          onChange={props.onPaper}
        />
      )}
      <Switch
        checked={props.calendar === 'gregorian_hijri'}
        onChange={(on) => props.onCalendar(on ? 'gregorian_hijri' : 'gregorian')}
      >
        {t('documents.hijri')}
      </Switch>
    </div>
  );
}
