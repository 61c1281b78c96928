import { useRouterState } from '@tanstack/react-router';
import {
  ChartColumn,
  CreditCard,
  Database,
  FileText,
  House,
  Layers,
  RefreshCw,
  Settings,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import { classes, useShortcut } from '@/components';
import { useText } from '@/i18n';
import styles from './rail.module.css';

const areas = [
  { name: 'today', path: '/', icon: House },
  { name: 'invoices', path: '/invoices', icon: FileText },
  { name: 'payments', path: '/payments', icon: CreditCard },
  { name: 'subscriptions', path: '/subscriptions', icon: RefreshCw },
  { name: 'tenants', path: '/tenants', icon: Users },
  { name: 'plans', path: '/plans', icon: Layers },
  { name: 'usage', path: '/usage', icon: ChartColumn },
  { name: 'database', path: '/database', icon: Database },
  { name: 'settings', path: '/settings', icon: Settings },
] as const satisfies readonly { name: string; path: string; icon: LucideIcon }[];

type AreaEntry = (typeof areas)[number];

/** The sections, at the start side. Coming back to one finds its filter, its record and its place as they were left. */
export function Rail() {
  const { t } = useText();
  const address = useRouterState({ select: (state): string => state.location.href });
  const current = areas.findLast(({ path }) => path === '/' || address.startsWith(path));
  const [left, setLeft] = useState<Readonly<Record<string, string>>>({});
  useEffect(() => {
    if (current) setLeft((before) => ({ ...before, [current.path]: address }));
  }, [current, address]);
  return (
    <nav className={styles.rail} aria-label={t('app.nav.label')}>
      {areas.map((area, index) => (
        <RailLink
          key={area.name}
          area={area}
          keys={`Alt+${index + 1}`}
          href={`#${left[area.path] ?? area.path}`}
          isCurrent={area.path === current?.path}
        />
      ))}
    </nav>
  );
}

function RailLink({ area, keys, href, isCurrent }: RailLinkProps) {
  const { t } = useText();
  const { icon: Icon } = area;
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
  readonly keys: string;
  readonly href: string;
  readonly isCurrent: boolean;
}
