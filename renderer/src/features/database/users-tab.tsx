import { KeyRound, Pencil, Plus, UserCheck, UserX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { UserLogin, Users } from '@contract/users';
import { refreshAreas, useAction, useRead } from '@/api';
import {
  Banner,
  Bdi,
  Button,
  EmptyState,
  ErrorBanner,
  ErrorState,
  IconButton,
  Num,
  Pill,
  Skeleton,
  toast,
} from '@/components';
import { useText } from '@/i18n';
import { LoginDialog, PasswordShown, StateDialog, type HandedOver } from './login-dialogs';
import styles from './database-screen.module.css';

type Task = { readonly kind: 'new' } | { readonly kind: 'edit' | 'password' | 'state'; readonly login: UserLogin };

const readEveryMs = 15_000;

/** The people who use this database, each by a login of his own, and what each may do. */
export function UsersTab() {
  const { t } = useText();
  const { data: users, error, refetch } = useRead('users.list', {});
  // Logins are the server's, and no table's: what another administrator does to them is told by nobody.
  useEffect(() => {
    const timer = setInterval(() => void refetch(), readEveryMs);
    return () => clearInterval(timer);
  }, [refetch]);
  const [task, setTask] = useState<Task | null>(null);
  const [shown, setShown] = useState<HandedOver | null>(null);
  const close = () => setTask(null);
  if (!users) {
    return (
      <div className={styles.tab}>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={6} />}
      </div>
    );
  }
  return (
    <div className={styles.tab}>
      <div className={styles.intro}>
        <p>{t('users.text')}</p>
        {users.ready && users.canMake && (
          <Button variant="primary" icon={Plus} onPress={() => setTask({ kind: 'new' })}>
            {t('users.new')}
          </Button>
        )}
      </div>
      <Readiness users={users} />
      {users.ready && <LoginTable users={users} onTask={(kind, login) => setTask({ kind, login })} />}
      {(task?.kind === 'new' || task?.kind === 'edit') && (
        <LoginDialog login={task.kind === 'edit' ? task.login : null} onMade={setShown} onClose={close} />
      )}
      {task?.kind === 'password' && (
        <StateDialog login={task.login} what="password" onMade={setShown} onClose={close} />
      )}
      {task?.kind === 'state' && (
        <StateDialog
          login={task.login}
          what={task.login.enabled ? 'disable' : 'enable'}
          onMade={setShown}
          onClose={close}
        />
      )}
      {shown && <PasswordShown made={shown} onClose={() => setShown(null)} />}
    </div>
  );
}

/** What is missing before anyone can have a login of his own, and who can bring it. */
function Readiness({ users }: { readonly users: Users }) {
  const { t } = useText();
  const client = useQueryClient();
  const make = useAction('users.makeRoles');
  const run = async () => {
    if ((await make.run({})) === null) return;
    await refreshAreas(client, 'all');
    toast({ tone: 'ok', title: t('users.made') });
  };
  if (users.ready && users.canMake) return null;
  return (
    <>
      {make.error && <ErrorBanner error={make.error} />}
      <Banner
        tone={users.ready ? 'info' : 'warn'}
        title={t(users.ready ? 'users.mayNot' : 'users.missing', { user: users.user })}
        action={
          !users.ready && users.canMake ? (
            <Button size="small" variant="primary" pending={make.pending} onPress={() => void run()}>
              {t('users.make')}
            </Button>
          ) : undefined
        }
      >
        {t(users.canMake ? 'users.missingText' : 'users.script')}
      </Banner>
      {!users.canMake && (
        <pre className={`${styles.card ?? ''} ${styles.text ?? ''}`} dir="ltr" lang="en" tabIndex={0}>
          {users.script}
        </pre>
      )}
    </>
  );
}

interface LoginTableProps {
  readonly users: Users;
  readonly onTask: (kind: 'edit' | 'password' | 'state', login: UserLogin) => void;
}

function LoginTable({ users, onTask }: LoginTableProps) {
  const { t } = useText();
  if (users.logins.length === 0)
    return <EmptyState icon={UserCheck} title={t('users.empty')} text={t('users.emptyText')} />;
  return (
    <section className={styles.card}>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('users.title')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('users.person')}</th>
              <th scope="col">{t('users.role')}</th>
              <th scope="col">{t('users.state')}</th>
              <th scope="col" className={styles.number}>
                {t('users.connections')}
              </th>
              <th scope="col">
                <span className="visually-hidden">{t('users.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {users.logins.map((login) => (
              <LoginRow key={login.login} login={login} person={personOf(login)} onTask={onTask} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** A login without its person's name goes by itself. */
function personOf({ displayName, login }: UserLogin): string {
  return displayName === '' ? login : displayName;
}

interface LoginRowProps {
  readonly login: UserLogin;
  readonly person: string;
  readonly onTask: LoginTableProps['onTask'];
}

function LoginRow({ login, person, onTask }: LoginRowProps) {
  const text = useText();
  const { t } = text;
  return (
    <tr>
      <td>
        <span className={styles.words}>
          <Bdi>{person}</Bdi>
          <Num className={styles.small ?? ''}>{login.login}</Num>
          {login.self && <span className={styles.small}>{t('users.self')}</span>}
        </span>
      </td>
      <td>
        <span className={styles.words}>
          {t(`users.roleOf.${login.role}`)}
          <span className={styles.small}>{t(`users.rightsOf.${login.role}`)}</span>
        </span>
      </td>
      <td>
        <Pill tone={login.enabled ? 'ok' : 'mute'}>{t(login.enabled ? 'users.enabled' : 'users.disabled')}</Pill>
      </td>
      <td className={styles.number}>
        <Num>{text.count(login.connections)}</Num>
      </td>
      <td>
        {login.manageable && (
          <span className={styles.profileActions}>
            <IconButton
              label={t('users.edit', { name: login.login })}
              icon={Pencil}
              onPress={() => onTask('edit', login)}
            />
            <IconButton
              label={t('users.reset', { name: login.login })}
              icon={KeyRound}
              onPress={() => onTask('password', login)}
            />
            {!login.self && (
              <IconButton
                label={t(login.enabled ? 'users.disable' : 'users.enable', { name: login.login })}
                icon={login.enabled ? UserX : UserCheck}
                onPress={() => onTask('state', login)}
              />
            )}
          </span>
        )}
      </td>
    </tr>
  );
}
