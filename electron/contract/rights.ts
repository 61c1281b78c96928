import { z } from 'zod';
import type { Area, MethodOf } from './channels';

/** Who someone is to the database, from the least to the most; `none` may not even read. */
export const roles = ['none', 'viewer', 'clerk', 'accountant', 'administrator'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** A role that a login can be given. */
export const grantedRoles = ['viewer', 'clerk', 'accountant', 'administrator'] as const;
export const grantedRoleSchema = z.enum(grantedRoles);
export type GrantedRole = z.infer<typeof grantedRoleSchema>;

/** The connected login, as the database knows it. */
export const accessSchema = z.object({
  user: z.string(),
  role: roleSchema,
  /** True where this login is one person's own, so that the audit's actor is proven. */
  ownLogin: z.boolean(),
  /** The role that owns the tables where this login does not: only a login of that role upgrades. Null where this one may. */
  upgrader: z.string().nullable(),
});
export type Access = z.infer<typeof accessSchema>;

/** `anyone`: what concerns this computer only, or leads to a connection; PostgreSQL itself decides about the rest. */
export type Least = GrantedRole | 'anyone';

/**
 * The least role for each channel. PostgreSQL refuses what is beyond a login too (migrations/rights.ts); this list
 * lets the screen say so beforehand. A channel that is missing here does not compile.
 */
export const rights = {
  app: { bootstrap: 'anyone', openLink: 'anyone' },
  preferences: { get: 'anyone', set: 'anyone', saveFormDraft: 'anyone', formDraft: 'anyone' },
  connection: {
    status: 'anyone',
    panel: 'anyone',
    reconnect: 'anyone',
    diagnostics: 'anyone',
    copyDiagnostics: 'anyone',
  },
  profiles: { list: 'anyone', save: 'anyone', remove: 'anyone', use: 'anyone' },
  setup: {
    options: 'anyone',
    chooseCaFile: 'anyone',
    test: 'anyone',
    createDatabase: 'anyone',
    connect: 'anyone',
    pending: 'anyone',
    migrate: 'administrator',
    history: 'anyone',
    seed: 'administrator',
    finish: 'anyone',
  },
  users: {
    list: 'administrator',
    makeRoles: 'administrator',
    create: 'administrator',
    setRole: 'administrator',
    resetPassword: 'administrator',
    setEnabled: 'administrator',
  },
  monitoring: {
    activity: 'administrator',
    storage: 'administrator',
    slowQueries: 'administrator',
    queries: 'administrator',
    copyQuery: 'administrator',
    cancel: 'administrator',
    terminate: 'administrator',
  },
  business: { get: 'viewer', set: 'administrator', rates: 'viewer', addRate: 'accountant' },
  today: { get: 'viewer' },
  search: { find: 'viewer' },
  invoices: {
    list: 'viewer',
    totals: 'viewer',
    get: 'viewer',
    findByNumber: 'viewer',
    createDraft: 'accountant',
    updateDraft: 'accountant',
    deleteDraft: 'accountant',
    issue: 'accountant',
    void: 'accountant',
    writeOff: 'accountant',
    cancelWriteOff: 'accountant',
    setNotes: 'clerk',
  },
  creditNotes: {
    list: 'viewer',
    totals: 'viewer',
    get: 'viewer',
    preview: 'accountant',
    issue: 'accountant',
    cancel: 'accountant',
  },
  payments: {
    list: 'viewer',
    totals: 'viewer',
    get: 'viewer',
    openInvoices: 'viewer',
    record: 'clerk',
    confirm: 'clerk',
    markFailed: 'clerk',
    allocate: 'clerk',
    reverse: 'accountant',
    refund: 'accountant',
    refunds: 'viewer',
    refundTotals: 'viewer',
    getRefund: 'viewer',
    cancelRefund: 'accountant',
  },
  subscriptions: {
    list: 'viewer',
    totals: 'viewer',
    get: 'viewer',
    create: 'accountant',
    update: 'accountant',
    previewChange: 'accountant',
    changePlan: 'accountant',
    changeCycle: 'accountant',
    takeBackChange: 'accountant',
    suspend: 'accountant',
    resume: 'accountant',
    cancel: 'accountant',
    reactivate: 'accountant',
    delete: 'accountant',
  },
  tenants: {
    list: 'viewer',
    totals: 'viewer',
    get: 'viewer',
    suggest: 'viewer',
    create: 'accountant',
    update: 'accountant',
    delete: 'accountant',
  },
  plans: { list: 'viewer', get: 'viewer', create: 'accountant', update: 'accountant', delete: 'accountant' },
  usage: {
    list: 'viewer',
    totals: 'viewer',
    get: 'viewer',
    standing: 'viewer',
    record: 'accountant',
    alerts: 'viewer',
    chooseFile: 'accountant',
    previewImport: 'accountant',
    import: 'accountant',
    imports: 'viewer',
  },
  receivables: {
    list: 'viewer',
    totals: 'viewer',
    get: 'viewer',
    addNote: 'clerk',
    recordPromise: 'clerk',
    withdrawPromise: 'clerk',
    makeReminders: 'clerk',
    reminders: 'viewer',
  },
  bank: {
    accounts: 'viewer',
    saveAccount: 'accountant',
    chooseFile: 'clerk',
    previewImport: 'clerk',
    import: 'clerk',
    statements: 'viewer',
    list: 'viewer',
    totals: 'viewer',
    get: 'viewer',
    suggest: 'viewer',
    confirm: 'clerk',
    setAside: 'clerk',
    putBack: 'clerk',
  },
  reports: {
    statement: 'viewer',
    aging: 'viewer',
    revenue: 'viewer',
    mrr: 'viewer',
    churn: 'viewer',
    collections: 'viewer',
    rows: 'viewer',
  },
  closing: {
    day: 'viewer',
    history: 'viewer',
    get: 'viewer',
    closeDay: 'clerk',
    reopenDay: 'accountant',
    periodLock: 'viewer',
    setPeriodLock: 'administrator',
    allowException: 'administrator',
  },
  documents: { preview: 'viewer', sample: 'viewer', savePdf: 'clerk', print: 'clerk' },
  billing: {
    preview: 'viewer',
    previewDue: 'viewer',
    previewLeftOut: 'viewer',
    previewInvoices: 'viewer',
    start: 'accountant',
    stop: 'accountant',
    resume: 'accountant',
    list: 'viewer',
    get: 'viewer',
    leftOut: 'viewer',
  },
  printing: {
    start: 'clerk',
    list: 'anyone',
    stop: 'clerk',
    resume: 'clerk',
    settle: 'clerk',
    remove: 'clerk',
    printers: 'clerk',
  },
  exports: { start: 'viewer', stop: 'viewer' },
  backups: {
    state: 'administrator',
    standing: 'administrator',
    fresh: 'administrator',
    tools: 'administrator',
    start: 'administrator',
    stop: 'administrator',
    choose: 'administrator',
    inspect: 'administrator',
    restore: 'administrator',
    drill: 'administrator',
    useRestored: 'administrator',
    chooseFolder: 'administrator',
    setSchedule: 'administrator',
  },
  verify: { run: 'accountant' },
  audit: { list: 'accountant', get: 'accountant', choices: 'accountant', history: 'viewer' },
  upkeep: {
    check: 'administrator',
    rehearse: 'administrator',
    script: 'administrator',
    downgrade: 'administrator',
    health: 'anyone',
    serverLog: 'administrator',
    serviceHealth: 'anyone',
    copy: 'anyone',
  },
} as const satisfies { [A in Area]: Record<MethodOf<A>, Least> };

/** A channel's name as it crosses: `payments.record`. */
export type Channel = { [A in Area]: `${A}.${MethodOf<A>}` }[Area];

const leastByChannel: ReadonlyMap<string, Least> = new Map(
  Object.entries<Readonly<Record<string, Least>>>(rights).flatMap(([area, methods]) =>
    Object.entries(methods).map(([method, least]): [string, Least] => [`${area}.${method}`, least]),
  ),
);

/** The least role for a channel. */
export function leastRole(channel: string): Least {
  return leastByChannel.get(channel) ?? 'administrator';
}

/** True where the role may call the channel. Without a role, that is unconnected, there is nothing to be kept from. */
export function mayCall(role: Role | null, channel: string): boolean {
  const least = leastRole(channel);
  return role === null || least === 'anyone' || roles.indexOf(role) >= roles.indexOf(least);
}
