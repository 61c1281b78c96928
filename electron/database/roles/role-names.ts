import { grantedRoles, type GrantedRole } from '../../contract/rights';

/** The group role that gives a login these rights. The name is the cluster's: every database of a server shares it. */
export function roleName(role: GrantedRole): string {
  return `sahool_billing_${role}`;
}

export const roleNames: readonly string[] = grantedRoles.map(roleName);
