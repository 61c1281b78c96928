import { Check, type LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Header, Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { classes } from './class-names';
import type { Channel } from '@contract/rights';
import { Kbd } from './kbd';
import { useOffered } from './withheld';
import styles from './menu.module.css';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly keys?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** What it does: a login that may not do this does not see the entry. */
  readonly needs?: Channel;
  readonly onAction: () => void;
}

export interface MenuGroup {
  readonly id: string;
  readonly title?: string;
  readonly entries: readonly MenuEntry[];
  /** The chosen entry's id, where the group is a choice of one. */
  readonly chosen?: string;
}

/** A button (its child) that opens a menu of actions and choices. */
export function Menu({ label, groups, children }: MenuProps) {
  const may = new Set(useOffered(groups.flatMap(({ entries }) => entries)));
  const offered = groups
    .map((group) => ({ ...group, entries: group.entries.filter((entry) => may.has(entry)) }))
    .filter(({ entries }) => entries.length > 0);
  return (
    <MenuTrigger>
      {children}
      <Popover className={styles.popover ?? ''} offset={4}>
        <AriaMenu className={styles.menu ?? ''} aria-label={label}>
          {offered.map((group) => (
            <MenuSection
              key={group.id}
              className={styles.section ?? ''}
              {...(group.title === undefined ? { 'aria-label': label } : {})}
              {...(group.chosen === undefined
                ? {}
                : { selectionMode: 'single', selectedKeys: [group.chosen], disallowEmptySelection: true })}
            >
              {group.title !== undefined && <Header className={styles.title ?? ''}>{group.title}</Header>}
              {group.entries.map(({ icon: Icon, ...entry }) => (
                <MenuItem
                  key={entry.id}
                  id={entry.id}
                  className={classes(styles.item, entry.danger === true && styles.danger)}
                  textValue={entry.label}
                  isDisabled={entry.disabled ?? false}
                  onAction={entry.onAction}
                >
                  {Icon && <Icon size={16} aria-hidden />}
                  <span className={styles.words}>{entry.label}</span>
                  {entry.keys !== undefined && <Kbd keys={entry.keys} />}
                  {group.chosen !== undefined && <Check size={15} aria-hidden className={styles.check ?? ''} />}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
interface MenuProps {
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  /** A Button or IconButton. */
  readonly children: ReactElement | ReactNode;
}
