import { createCalendar, parseDate as parsePickerDate, type CalendarDate as PickerDate } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  Dialog,
  DialogTrigger,
  Group,
  Heading,
  I18nProvider,
  Input,
  Popover,
  TextField as AriaTextField,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
import { calendarDateSchema, type CalendarDate } from '@contract/calendar-date';
import { formatDate, parseDate, useText } from '@/i18n';
import { ariaLocale } from './aria-locale';
import { classes } from './class-names';
import { FieldLabel, FieldNotes, fieldStyles, type FieldProps } from './field';
import { usePreferences } from './preferences';
import styles from './date-field.module.css';

export interface DateFieldProps extends FieldProps {
  /** `YYYY-MM-DD`, or what was typed where it is no date; empty is the empty text. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
}

/** A date, typed in either digit set (a Hijri year is understood) or chosen from a Gregorian or Hijri calendar. */
export function DateField(props: DateFieldProps) {
  const text = useText();
  const { value } = props;
  const { digits } = text;
  const known = calendarDateSchema.safeParse(value);
  const shown = known.success ? formatDate(known.data, digits) : value;
  const [typed, setTyped] = useState(shown);
  const [focused, setFocused] = useState(false);
  const [open, setOpen] = useState(false);
  const parsed = parseDate(typed);

  // What this field itself said last; a value from outside is shown at once, in a focused field too.
  const said = useRef(value);
  useEffect(() => {
    const fromOutside = value !== said.current;
    said.current = value;
    if (fromOutside || !focused) setTyped(shown);
  }, [focused, shown, value]);

  const unreadable =
    !parsed.ok && parsed.problem !== 'date_empty' && !focused ? text.t(`validation.${parsed.problem}`) : undefined;
  const error = props.error === undefined ? unreadable : (unreadable ?? props.error);
  const hijri = text.hijri && known.success ? text.hijriDate(known.data) : undefined;

  return (
    <AriaTextField
      className={fieldStyles.field ?? ''}
      value={typed}
      onChange={(next) => {
        setTyped(next);
        const read = parseDate(next);
        said.current = read.ok ? read.value : next;
        props.onChange(said.current);
      }}
      onFocus={() => setFocused(true)}
      onBlur={() => {
        setFocused(false);
        props.onBlur?.();
      }}
      isInvalid={error !== undefined}
      isDisabled={props.disabled ?? false}
      isRequired={props.required ?? true}
      validationBehavior="aria"
      autoComplete="off"
      autoFocus={props.autoFocus ?? false}
    >
      <FieldLabel {...props} />
      <Group className={fieldStyles.group ?? ''} isInvalid={error !== undefined}>
        <Input
          className={classes(fieldStyles.input, fieldStyles.code)}
          placeholder={text.inDigits('2026/01/31')}
          onFocus={(event) => event.currentTarget.select()}
        />
        <DialogTrigger isOpen={open} onOpenChange={setOpen}>
          <Button slot={null} aria-label={`${text.t('common.openCalendar')}: ${props.label}`}>
            <CalendarDays size={16} aria-hidden />
          </Button>
          <Popover className={styles.popover ?? ''} placement="bottom end">
            <Dialog className={styles.dialog ?? ''} aria-label={props.label}>
              <CalendarPicker
                value={known.success ? known.data : null}
                onChoose={(date) => {
                  props.onChange(date);
                  setOpen(false);
                }}
              />
            </Dialog>
          </Popover>
        </DialogTrigger>
      </Group>
      <FieldNotes description={props.description ?? (hijri && <bdi>{hijri}</bdi>)} error={error} />
    </AriaTextField>
  );
}

/** A month at a time; Gregorian or Hijri (Umm al-Qura), in the chosen digits. */
function CalendarPicker({ value, onChoose }: { value: CalendarDate | null; onChoose: (date: CalendarDate) => void }) {
  const { t, hijri } = useText();
  const { preferences } = usePreferences();
  const [kind, setKind] = useState<'gregory' | 'islamic-umalqura'>('gregory');
  return (
    <I18nProvider locale={ariaLocale(preferences, kind)}>
      {hijri && (
        <ToggleButtonGroup
          className={styles.kinds ?? ''}
          aria-label={t('common.calendarKind')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[kind]}
          onSelectionChange={(keys) => setKind(keys.has('gregory') ? 'gregory' : 'islamic-umalqura')}
        >
          <ToggleButton id="gregory">{t('common.calendarGregorian')}</ToggleButton>
          <ToggleButton id="islamic-umalqura">{t('common.calendarHijri')}</ToggleButton>
        </ToggleButtonGroup>
      )}
      <Calendar
        key={kind}
        aria-label={t('common.openCalendar')}
        autoFocus
        createCalendar={createCalendar}
        firstDayOfWeek={preferences.firstWeekday}
        value={value === null ? null : parsePickerDate(value)}
        onChange={(date: PickerDate) => onChoose(calendarDateSchema.parse(date.toString()))}
      >
        <header className={styles.head}>
          <Button slot="previous" aria-label={t('common.previousMonth')}>
            <ChevronLeft size={17} aria-hidden className="mirrored" />
          </Button>
          <Heading className={styles.month ?? ''} />
          <Button slot="next" aria-label={t('common.nextMonth')}>
            <ChevronRight size={17} aria-hidden className="mirrored" />
          </Button>
        </header>
        <CalendarGrid weekdayStyle="narrow" className={styles.grid ?? ''}>
          {(date) => <CalendarCell date={date} className={styles.cell ?? ''} />}
        </CalendarGrid>
      </Calendar>
    </I18nProvider>
  );
}
