import { useRouterState } from '@tanstack/react-router';
import {
  CalendarClock,
  ChartColumn,
  CreditCard,
  Database,
  FileChartColumn,
  FileText,
  House,
  Layers,
  PhoneCall,
  RefreshCw,
  Settings,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import { classes, usePreferences, useShortcut } from '@/components';
import { useText } from '@/i18n';
import styles from './rail.module.css';

export const areas = [
  { name: 'today', path: '/', icon: House, keys: 'Alt+1' },
  { name: 'invoices', path: '/invoices', icon: FileText, keys: 'Alt+2' },
  { name: 'payments', path: '/payments', icon: CreditCard, keys: 'Alt+3' },
  { name: 'subscriptions', path: '/subscriptions', icon: RefreshCw, keys: 'Alt+4' },
  { name: 'billing', path: '/billing', icon: CalendarClock, keys: 'Alt+5' },
  { name: 'tenants', path: '/tenants', icon: Users, keys: 'Alt+6' },
  { name: 'plans', path: '/plans', icon: Layers, keys: 'Alt+7' },
  { name: 'usage', path: '/usage', icon: ChartColumn, keys: 'Alt+8' },
  { name: 'reports', path: '/reports', icon: FileChartColumn, keys: 'Alt+0' },
  { name: 'receivables', path: '/receivables', icon: PhoneCall, keys: 'Alt+9' },
  { name: 'database', path: '/database', icon: Database, keys: 'Ctrl+Shift+D' },
  { name: 'settings', path: '/settings', icon: Settings, keys: 'Ctrl+,' },
] as const satisfies readonly { name: string; path: string; icon: LucideIcon; keys: string }[];

type AreaEntry = (typeof areas)[number];

/** Lists that belong to a section of the rail without lying under its path. */
const within: Readonly<Record<string, string>> = {
  '/credit-notes': '/invoices',
  '/refunds': '/payments',
  '/bank': '/payments',
  '/audit': '/database',
};

function sectionOf(address: string): string {
  return Object.entries(within).find(([path]) => address.startsWith(path))?.[1] ?? address;
}

/** The sections, at the start side. Coming back to one finds its filter, its record and its place as they were left. */
export function Rail() {
  const { t } = useText();
  const address = useRouterState({ select: (state): string => state.location.href });
  const current = areas.findLast(({ path }) => path === '/' || sectionOf(address).startsWith(path));
  const { preferences } = usePreferences();
  // At first as the last run of the program left them.
  const [left, setLeft] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(Object.entries(preferences.filters).map(([path, kept]) => [path, `${path}${kept}`])),
  );
  useEffect(() => {
    if (current) setLeft((before) => ({ ...before, [current.path]: address }));
  }, [current, address]);
  return (
    <nav className={styles.rail} aria-label={t('app.nav.label')}>
      {areas.map((area) => (
        <RailLink
          key={area.name}
          area={area}
          href={`#${left[area.path] ?? area.path}`}
          isCurrent={area.path === current?.path}
        />
      ))}
    </nav>
  );
}

function RailLink({ area, href, isCurrent }: RailLinkProps) {
  const { t } = useText();
  const { icon: Icon, keys } = area;
  const name = t(`app.nav.${area.name}`);
  useShortcut({
    keys,
    label: t('app.shortcuts.goTo', { name }),
    scope: 'everywhere',
    run: () => {
      window.location.hash = href;
    },
  });
  return (
    <a
      href={href}
      className={classes(styles.link, isCurrent && styles.current, area.name === 'database' && styles.end)}
      title={`${name} (${keys})`}
      {...(isCurrent ? { 'aria-current': 'page' } : {})}
    >
      <Icon size={18} strokeWidth={1.8} aria-hidden />
      <span className={styles.name}>{name}</span>
    </a>
  );
}
interface RailLinkProps {
  readonly area: AreaEntry;
  readonly href: string;
  readonly isCurrent: boolean;
}
