import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import {
  BookOpen,
  ChevronDown,
  Keyboard,
  Languages,
  Palette,
  RotateCcw,
  Settings,
  User,
  UserCheck,
  UserPen,
  UserX,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Bootstrap } from '@contract/app';
import type { Access } from '@contract/rights';
import { zoomed } from '@contract/zoom';
import { readKey, useRead } from '@/api';
import {
  Banner,
  Button,
  Menu,
  UndoNotice,
  uppermostGuidePlace,
  usePreferences,
  useRights,
  useShortcut,
  useShortcutSheet,
  type GuideSectionName,
  type MenuGroup,
} from '@/components';
import { useBackupStanding } from '@/features/backup-standing';
import { ConnectionPanel } from '@/features/connection';
import { ExportNotices } from '@/features/exports';
import { HelpDialog, sectionOf } from '@/features/help';
import { QueueButton } from '@/features/printing';
import { useText, type Text } from '@/i18n';
import { ConnectionNotice } from './connection-notice';
import { ConnectionPill } from './connection-pill';
import { Mark } from './mark';
import { MarkStrip } from './mark-strip';
import { Rail } from './rail';
import { SearchEverything } from './search-everything';
import { useFilterMemory } from './use-filter-memory';
import { AskWhoIsWorking, WhoIsWorkingDialog } from './who-is-working';
import styles from './shell.module.css';

/** The work surface around every screen: rail, top bar, and what concerns them all. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { t } = useText();
  const [panelOpen, setPanelOpen] = useState(false);
  const [help, setHelp] = useState<GuideSectionName | null>(null);
  const address = useRouterState({ select: (state): string => state.location.href });
  const openHelp = () => setHelp(uppermostGuidePlace() ?? sectionOf(address));
  useShortcut({
    keys: 'F1',
    label: t('help.open'),
    run: openHelp,
    enabled: help === null,
    aboveDialogs: true,
    scope: 'everywhere',
  });
  const { data: status } = useRead('connection.status', {});
  const { data: bootstrap } = useRead('app.bootstrap', {});
  useFilterMemory();
  const backup = useBackupStanding();
  const unanswered = bootstrap?.unanswered ?? 0;
  return (
    <div className={styles.shell} data-profile={status?.color ?? 'none'}>
      <a className={styles.skip} href="#content" onClick={focusContent}>
        {t('app.skipToContent')}
      </a>
      <MarkStrip status={status} />
      <header className={styles.top}>
        <div className={styles.mark}>
          <Mark />
          <span className={styles.name}>{t('app.name')}</span>
        </div>
        <SearchEverything />
        <div className={styles.end}>
          <QueueButton />
          {status && <ConnectionPill status={status} backup={backup} onPress={() => setPanelOpen(true)} />}
          <LanguageMenu />
          <UserMenu onHelp={openHelp} />
        </div>
      </header>
      <Rail />
      <main id="content" className={styles.main} tabIndex={-1}>
        {status && (
          <ConnectionNotice status={status} onOpen={() => setPanelOpen(true)} className={styles.notice ?? ''} />
        )}
        {unanswered > 0 && (
          <div className={styles.notice}>
            <Banner tone="warn" title={t('app.unanswered.title', { count: unanswered })}>
              {t('app.unanswered.text')}
            </Banner>
          </div>
        )}
        <UndoNotice className={styles.notice ?? ''} />
        <ExportNotices className={styles.notice ?? ''} />
        <div className={styles.screen}>{children}</div>
      </main>
      <AskWhoIsWorking />
      {help !== null && <HelpDialog at={help} onClose={() => setHelp(null)} />}
      {panelOpen && <ConnectionPanel onClose={() => setPanelOpen(false)} />}
    </div>
  );
}

function focusContent(event: React.MouseEvent): void {
  // The address belongs to the router: the link only moves the focus.
  event.preventDefault();
  document.getElementById('content')?.focus();
}

function LanguageMenu() {
  const { t } = useText();
  const { preferences, change } = usePreferences();
  return (
    <Menu
      label={t('app.language.label')}
      groups={[
        {
          id: 'language',
          chosen: preferences.language,
          entries: [
            { id: 'ar', label: t('app.language.ar'), onAction: () => change({ language: 'ar' }) },
            { id: 'en', label: t('app.language.en'), onAction: () => change({ language: 'en' }) },
          ],
        },
        {
          id: 'digits',
          chosen: preferences.digits,
          entries: [
            { id: 'latn', label: t('app.language.latn'), onAction: () => change({ digits: 'latn' }) },
            { id: 'arab', label: t('app.language.arab'), onAction: () => change({ digits: 'arab' }) },
          ],
        },
      ]}
    >
      <Button variant="quiet" icon={Languages} label={t('app.language.label')}>
        {t(`app.language.${preferences.language}`)}
      </Button>
    </Menu>
  );
}

const zoomIcons = { in: ZoomIn, out: ZoomOut, reset: RotateCcw } as const;
const zoomKeys = { in: 'Ctrl+=', out: 'Ctrl+-', reset: 'Ctrl+0' } as const;

function UserMenu({ onHelp }: { readonly onHelp: () => void }) {
  const { t } = useText();
  const { preferences, change } = usePreferences();
  const navigate = useNavigate();
  const sheet = useShortcutSheet();
  const { access } = useRights();
  const [asking, setAsking] = useState(false);
  const login = useQueryClient().getQueryData<Bootstrap>(readKey('app.bootstrap', {}))?.user ?? access?.user ?? null;
  const claimed = access?.ownLogin === false ? preferences.workingName : '';
  const user = claimed === '' ? login : claimed;
  return (
    <>
      <Menu
        label={t('app.user.menu')}
        groups={[
          ...(access === null || access.role === 'none' ? [] : [roleGroup(access, t, () => setAsking(true))]),
          {
            id: 'theme',
            title: t('app.theme.label'),
            chosen: preferences.theme,
            entries: (['system', 'light', 'dark'] as const).map((theme) => ({
              id: theme,
              label: t(`app.theme.${theme}`),
              onAction: () => change({ theme }),
            })),
          },
          {
            id: 'density',
            title: t('app.density.label'),
            chosen: preferences.density,
            entries: (['compact', 'comfortable'] as const).map((density) => ({
              id: density,
              label: t(`app.density.${density}`),
              onAction: () => change({ density }),
            })),
          },
          {
            id: 'zoom',
            title: t('app.zoom.now', { percent: preferences.zoom }),
            entries: (['in', 'out', 'reset'] as const).map((wish) => ({
              id: `zoom ${wish}`,
              label: t(`app.zoom.${wish}`),
              icon: zoomIcons[wish],
              keys: zoomKeys[wish],
              onAction: () => change({ zoom: zoomed(preferences.zoom, wish) }),
            })),
          },
          {
            id: 'more',
            entries: [
              { id: 'help', label: t('help.open'), icon: BookOpen, keys: 'F1', onAction: onHelp },
              { id: 'shortcuts', label: t('app.user.shortcuts'), icon: Keyboard, keys: '?', onAction: sheet.open },
              {
                id: 'settings',
                label: t('app.user.settings'),
                icon: Settings,
                onAction: () => void navigate({ to: '/settings' }),
              },
              {
                id: 'gallery',
                label: t('gallery.title'),
                icon: Palette,
                onAction: () => void navigate({ to: '/gallery' }),
              },
            ],
          },
        ]}
      >
        <Button variant="quiet" icon={User} label={t('app.user.label', { name: user ?? '' })}>
          <span className={styles.user}>
            <bdi>{user ?? t('app.user.menu')}</bdi>
            <ChevronDown size={14} aria-hidden />
          </span>
        </Button>
      </Menu>
      {asking && <WhoIsWorkingDialog onClose={() => setAsking(false)} />}
    </>
  );
}

/** Who is working, before everything else: his role, and whether his name is proven. */
function roleGroup({ user, role, ownLogin }: Access, t: Text['t'], onAsk: () => void): MenuGroup {
  const label = role === 'none' ? user : t('users.who', { role: t(`users.roleOf.${role}`) });
  return {
    id: 'role',
    title: label,
    entries: [
      {
        id: 'role',
        label: ownLogin ? user : t('users.shared'),
        icon: ownLogin ? UserCheck : UserX,
        disabled: true,
        onAction: () => undefined,
      },
      ...(ownLogin ? [] : [{ id: 'working', label: t('users.working.change'), icon: UserPen, onAction: onAsk }]),
    ],
  };
}
