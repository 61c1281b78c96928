/** The desktop's roles, each with all the rights of the one before it. Cluster-wide group roles that nobody logs in as. */
export const desktopRoles = ['viewer', 'clerk', 'accountant', 'administrator'] as const;
export type DesktopRole = (typeof desktopRoles)[number];

export function roleName(role: DesktopRole): string {
  return `sahool_billing_${role}`;
}
