import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import {
  Autocomplete,
  Button,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Dialog,
  Header,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import type { SearchHit } from '@contract/search';
import { call, readKey, useRead } from '@/api';
import { Kbd, useGuidePlace, usePreferences, useShortcut } from '@/components';
import { useText } from '@/i18n';
import { useSearchActions, type SearchAction } from './search-actions';
import styles from './search-everything.module.css';

const paths = {
  invoice: '/invoices',
  payment: '/payments',
  tenant: '/tenants',
  subscription: '/subscriptions',
  creditNote: '/credit-notes',
  refund: '/refunds',
} as const satisfies Record<SearchHit['kind'], string>;

/** One search for all: a number in either digits, with or without its prefix, or a part of a name. */
export function SearchEverything() {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  useShortcut({ keys: 'Ctrl+K', label: t('app.shortcuts.search'), scope: 'everywhere', run: () => setOpen(true) });
  return (
    <>
      <Button className={styles.box ?? ''} aria-label={t('app.search.label')} onPress={() => setOpen(true)}>
        <Search size={16} aria-hidden />
        <span className={styles.placeholder}>{t('app.search.placeholder')}</span>
        <span className={styles.short}>{t('app.shortcuts.search')}</span>
        <Kbd keys="Ctrl+K" />
      </Button>
      {open && <SearchDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function SearchDialog({ onClose }: { readonly onClose: () => void }) {
  useGuidePlace('finding');
  const text = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [typed, setTyped] = useState('');
  const [term, setTerm] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setTerm(typed.trim()), 120);
    return () => clearTimeout(timer);
  }, [typed]);
  const { preferences, change } = usePreferences();
  const { data: hits = [], isFetching } = useRead(
    'search.find',
    { term },
    { enabled: term !== '', keepPrevious: true },
  );
  const recent = preferences.recent;
  const found = term === '' ? recent : recentFirst(hits, recent);
  const actions = useSearchActions(typed);
  const input = useRef<HTMLInputElement>(null);

  const openHit = (hit: SearchHit) => {
    onClose();
    change({
      recent: [{ ...hit, near: false }, ...recent.filter((other) => hitKey(other) !== hitKey(hit))].slice(0, 8),
    });
    void navigate({ to: paths[hit.kind], search: { open: hit.id } });
  };
  const act = (action: SearchAction) => {
    onClose();
    action.run();
  };

  /** Enter opens what is marked; typed faster than it was found, it opens the first that is. */
  const submit = async () => {
    const wanted = typed.trim();
    if (wanted === '' || input.current?.getAttribute('aria-activedescendant')) return;
    const [first] = await client.fetchQuery({
      queryKey: readKey('search.find', { term: wanted }),
      queryFn: () => call('search.find', { term: wanted }),
    });
    const [action] = actions;
    if (first && !(first.near && action)) openHit(first);
    else if (action) act(action);
  };

  return (
    <ModalOverlay className={styles.scrim ?? ''} isOpen isDismissable onOpenChange={onClose} data-layer="">
      <Modal className={styles.modal ?? ''}>
        <Dialog className={styles.dialog ?? ''} aria-label={text.t('app.search.label')}>
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            <SearchField
              className={styles.field ?? ''}
              aria-label={text.t('app.search.label')}
              autoFocus
              onSubmit={() => void submit().catch(() => setTerm(typed.trim()))}
            >
              <Search size={18} aria-hidden />
              <Input
                ref={input}
                className={styles.input ?? ''}
                dir={typed === '' ? undefined : 'auto'}
                placeholder={text.t('app.search.placeholder')}
              />
            </SearchField>
            <ListBox
              aria-label={text.t('app.search.results')}
              className={styles.list ?? ''}
              selectionMode="none"
              onAction={(key) => {
                const hit = found.find((candidate) => hitKey(candidate) === key);
                const action = actions.find(({ id }) => id === key);
                if (hit) openHit(hit);
                else if (action) act(action);
              }}
              renderEmptyState={() => (
                <p className={styles.hint}>
                  {term === ''
                    ? text.t('app.search.hint')
                    : isFetching
                      ? text.t('common.loading')
                      : text.t('common.noMatches')}
                </p>
              )}
            >
              {found.length > 0 && (
                <ListBoxSection id="records">
                  <Header className={styles.head ?? ''}>
                    {text.t(`app.search.${term === '' ? 'recent' : found[0]?.near ? 'near' : 'records'}`)}
                  </Header>
                  {found.map((hit) => (
                    <ListBoxItem key={hitKey(hit)} id={hitKey(hit)} className={styles.hit ?? ''} textValue={hit.title}>
                      <span className={styles.kind}>{text.t(`app.search.${hit.kind}`)}</span>
                      <bdi className="strong">{hit.title}</bdi>
                      <bdi className={styles.subtitle}>{text.name(hit.subtitle, hit.subtitleAr)}</bdi>
                    </ListBoxItem>
                  ))}
                </ListBoxSection>
              )}
              {actions.length > 0 && (
                <ListBoxSection id="actions">
                  <Header className={styles.head ?? ''}>{text.t('app.search.actions')}</Header>
                  {actions.map((action) => (
                    <ListBoxItem
                      key={action.id}
                      id={action.id}
                      className={styles.action ?? ''}
                      textValue={action.label}
                    >
                      <span>{action.label}</span>
                      {action.keys !== undefined && <Kbd keys={action.keys} />}
                    </ListBoxItem>
                  ))}
                </ListBoxSection>
              )}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** What was opened lately stands before the rest; both keep their order. */
function recentFirst(hits: readonly SearchHit[], recent: readonly SearchHit[]): readonly SearchHit[] {
  const known = new Set(recent.map(hitKey));
  return [...hits.filter((hit) => known.has(hitKey(hit))), ...hits.filter((hit) => !known.has(hitKey(hit)))];
}

function hitKey(hit: SearchHit): string {
  return `${hit.kind} ${hit.id}`;
}
