import type { BankSuggestion } from '@contract/bank';
import { zeroAmount } from '@contract/amount';
import { AmountText, classes, Num, useShortcut } from '@/components';
import { useText } from '@/i18n';
import styles from './suggestions.module.css';

interface SuggestionsProps {
  readonly suggestions: readonly BankSuggestion[];
  readonly chosen: number;
  readonly onChoose: (place: number) => void;
}

/** What a line may pay, the likeliest first; 1 to 5 choose one. Each says why it is there. */
export function Suggestions({ suggestions, chosen, onChoose }: SuggestionsProps) {
  const { t } = useText();
  return (
    <div className={styles.list} role="radiogroup" aria-label={t('bank.suggestions.title')}>
      {suggestions.map((suggestion, place) => (
        <Suggestion
          key={suggestion.tenantId}
          suggestion={suggestion}
          place={place}
          on={place === chosen}
          onChoose={() => onChoose(place)}
        />
      ))}
    </div>
  );
}

function Suggestion({ suggestion, place, on, onChoose }: SuggestionProps) {
  const text = useText();
  const { t } = text;
  const { allocations, credit, reasons, score } = suggestion;
  const currency = allocations[0]?.invoice.currency ?? 'USD';
  const name = text.name(suggestion.tenantName, suggestion.tenantNameAr);
  useShortcut({ keys: String(place + 1), label: t('bank.suggestions.choose', { name }), run: onChoose });
  return (
    <label className={classes(styles.card, on && styles.on)}>
      <span className={styles.head}>
        <input type="radio" name="bank-suggestion" checked={on} onChange={onChoose} />
        <bdi className={styles.name}>{name}</bdi>
        {reasons.length > 0 && score > 0 && (
          <span className={styles.score}>
            <Num>{text.count(score)}</Num>
          </span>
        )}
      </span>
      <span className={styles.reasons}>{reasons.map((reason) => t(`bank.reason.${reason}`)).join(' · ')}</span>
      <span className={styles.rows}>
        {allocations.map(({ invoice, amount }) => (
          <span key={invoice.id} className={styles.row}>
            <span className="num">{invoice.number}</span>
            <span className="muted">
              {t('bank.suggestions.ofDue', { due: text.money(invoice.amountDue, invoice.currency) })}
            </span>
            <AmountText amount={amount} strong />
          </span>
        ))}
        {credit !== zeroAmount && (
          <span className={styles.row}>
            <span>{t('bank.suggestions.credit')}</span>
            <span className="muted">{text.currency(currency)}</span>
            <AmountText amount={credit} />
          </span>
        )}
      </span>
    </label>
  );
}
interface SuggestionProps {
  readonly suggestion: BankSuggestion;
  readonly place: number;
  readonly on: boolean;
  readonly onChoose: () => void;
}
