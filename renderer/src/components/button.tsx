import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, Tooltip, TooltipTrigger } from 'react-aria-components';
import { classes } from './class-names';
import type { Channel } from '@contract/rights';
import { Kbd } from './kbd';
import { useOffered } from './withheld';
import styles from './button.module.css';

export interface ButtonProps {
  readonly children: ReactNode;
  /** `primary` is what the clerk does next: one on a surface. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly size?: 'normal' | 'small';
  readonly icon?: LucideIcon;
  /** The key that does the same, shown beside the words; `useShortcut` makes it work. */
  readonly keys?: string;
  /** True while its command runs: it keeps its place and takes no second press. */
  readonly pending?: boolean;
  readonly disabled?: boolean;
  readonly type?: 'button' | 'submit';
  /** The id of the form it submits, where it stands outside of it. */
  readonly form?: string;
  readonly onPress?: () => void;
  readonly label?: string;
  readonly autoFocus?: boolean;
  /** What it does: a login that may not do this does not see the button; the ActionArea around it says so. */
  readonly needs?: Channel;
}

export function Button(props: ButtonProps) {
  const { variant = 'secondary', size = 'normal', icon: Icon, keys, pending = false, label, needs } = props;
  const words = typeof props.children === 'string' ? props.children : (label ?? '');
  if (useOffered([{ needs, label: words }]).length === 0) return null;
  return (
    <AriaButton
      className={classes(styles.button, styles[variant], size === 'small' && styles.small)}
      type={props.type ?? 'button'}
      isDisabled={props.disabled ?? false}
      isPending={pending}
      autoFocus={props.autoFocus ?? false}
      {...(props.form === undefined ? {} : { form: props.form })}
      {...(props.onPress === undefined ? {} : { onPress: props.onPress })}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {pending ? <span className={styles.spinner} aria-hidden /> : Icon && <Icon size={16} aria-hidden />}
      <span className={styles.words}>{props.children}</span>
      {keys !== undefined && <Kbd keys={keys} />}
    </AriaButton>
  );
}

export interface IconButtonProps {
  /** What it does, for screen readers and as its tooltip. */
  readonly label: string;
  readonly icon: LucideIcon;
  readonly keys?: string;
  readonly disabled?: boolean;
  readonly mirrored?: boolean;
  readonly onPress?: () => void;
}

export function IconButton({ label, icon: Icon, keys, disabled = false, mirrored = false, onPress }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton
        className={classes(styles.button, styles.quiet, styles.icon)}
        aria-label={label}
        isDisabled={disabled}
        {...(onPress === undefined ? {} : { onPress })}
      >
        <Icon size={17} aria-hidden className={mirrored ? 'mirrored' : ''} />
      </AriaButton>
      <Tooltip className={styles.tooltip ?? ''} offset={6}>
        {label} {keys !== undefined && <Kbd keys={keys} />}
      </Tooltip>
    </TooltipTrigger>
  );
}
