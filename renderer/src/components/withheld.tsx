import { Lock } from 'lucide-react';
import { createContext, use, useCallback, useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { leastRole, roles, type Channel, type Role } from '@contract/rights';
import { useText } from '@/i18n';
import { useRights } from './rights';
import styles from './withheld.module.css';

/** An action that is not offered to this login. */
export interface WithheldAction {
  readonly needs: Channel;
  /** What its button would say. */
  readonly label: string;
}

type Tell = (id: string, actions: readonly WithheldAction[]) => () => void;
const WithheldContext = createContext<Tell | null>(null);

/** Tells the ActionArea around it what is left out here; of the actions those come back that this login may do. */
export function useOffered<A extends { readonly needs?: Channel | undefined; readonly label: string }>(
  actions: readonly A[],
): readonly A[] {
  const { may } = useRights();
  const tell = use(WithheldContext);
  const id = useId();
  const kept = actions.filter(({ needs }) => needs !== undefined && !may(needs));
  const withheld = kept.flatMap(({ needs, label }) => (needs === undefined ? [] : [{ needs, label }]));
  const latest = useRef(withheld);
  useEffect(() => {
    latest.current = withheld;
  });
  // The list is a new one with each rendering; what it says is not.
  const said = withheld.map(({ needs, label }) => `${needs} ${label}`).join('\n');
  useEffect(() => (tell === null || said === '' ? undefined : tell(id, latest.current)), [tell, id, said]);
  return kept.length === 0 ? actions : actions.filter((action) => !kept.includes(action));
}

/**
 * Around buttons that belong together: what of them this login may not do is not there, and one line says so, with whom to
 * ask. The children stand in the same box as the line.
 */
export function ActionArea({ children }: { readonly children: ReactNode }) {
  const [told, setTold] = useState<ReadonlyMap<string, readonly WithheldAction[]>>(() => new Map());
  const tell = useCallback<Tell>((id, actions) => {
    setTold((before) => new Map(before).set(id, actions));
    return () => {
      setTold((before) => {
        const after = new Map(before);
        after.delete(id);
        return after;
      });
    };
  }, []);
  const actions = useMemo(() => [...told.values()].flat(), [told]);
  return (
    <WithheldContext value={tell}>
      {children}
      {actions.length > 0 && <WithheldLine actions={actions} />}
    </WithheldContext>
  );
}

/** So many actions are named; the rest is `and more`. */
const named = 3;

function WithheldLine({ actions }: { readonly actions: readonly WithheldAction[] }) {
  const { t, list } = useText();
  const { role } = useRights();
  // One who may do the greatest of them may do all.
  const needed = actions.reduce((most: Role, { needs }) => {
    const least = leastRole(needs);
    return least !== 'anyone' && roles.indexOf(least) > roles.indexOf(most) ? least : most;
  }, 'viewer');
  const labels = [...new Set(actions.map(({ label }) => label))].filter((label) => label !== '');
  const first = list(labels.slice(0, named));
  if (role === null || role === 'none' || needed === 'none' || needed === 'viewer') return null;
  return (
    <p className={styles.line} role="note">
      <Lock size={14} aria-hidden className={styles.icon} />
      <span>
        {t('users.withheld', {
          role: t(`users.roleOf.${role}`),
          actions: labels.length > named ? t('common.andMore', { list: first }) : first,
          whom: t(`users.ask.${needed}`),
        })}
      </span>
    </p>
  );
}
