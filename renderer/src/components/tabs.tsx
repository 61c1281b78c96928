import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';
import { classes } from './class-names';
import styles from './tabs.module.css';

/** Parts of one record or screen, one at a time. */
export function Tabs<K extends string>({ label, tabs, selected, onSelect }: TabsProps<K>) {
  return (
    <AriaTabs
      className={styles.tabs ?? ''}
      {...(selected === undefined ? {} : { selectedKey: selected })}
      onSelectionChange={(key) => {
        const tab = tabs.find(({ id }) => id === key);
        if (tab) onSelect?.(tab.id);
      }}
    >
      <TabList className={styles.list ?? ''} aria-label={label}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className={styles.tab ?? ''}>
            {tab.title}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className={styles.panel ?? ''}>
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}

/** Tabs that are a screen: the chosen part has all the room below them, and its list scrolls, not the part. */
export function FillingTabs<K extends string>({ tabs, ...rest }: FillingTabsProps<K>) {
  const filled = tabs.map(({ content, look, ...tab }) => ({
    ...tab,
    content: <div className={classes(styles.room, look)}>{content}</div>,
  }));
  return (
    <div className={styles.filling}>
      <Tabs<K> {...rest} tabs={filled} />
    </div>
  );
}

interface Part<K extends string> {
  readonly id: K;
  readonly title: ReactNode;
  readonly content: ReactNode;
}
interface TabsProps<K extends string> {
  readonly label: string;
  readonly tabs: readonly Part<K>[];
  readonly selected?: K;
  readonly onSelect?: (id: K) => void;
}
interface FillingTabsProps<K extends string> extends Omit<TabsProps<K>, 'tabs'> {
  /** `look` is a class of the part's own. */
  readonly tabs: readonly (Part<K> & { readonly look?: string | undefined })[];
}
