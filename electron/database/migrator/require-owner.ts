import { AppError } from '../../contract/result';
import { readUpgrader } from '../roles/upgrader';
import { select, type Session } from './session';

/** Before the first statement, so that the refusal names the login that it takes. Throws `no_right_to_upgrade`. */
export async function requireOwner(session: Session): Promise<void> {
  const owner = await readUpgrader(session);
  if (owner === null) return;
  const [me] = await select<{ user: string }>(session, 'SELECT session_user::text AS "user"');
  throw new AppError('no_right_to_upgrade', { owner, user: me?.user ?? '' });
}
