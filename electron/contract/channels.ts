/**
 * The names that cross the bridge, by area. Plain data: the preload builds window.sahool from it without any library.
 * api.ts says what goes in and out of each.
 */
export const channels = {
  app: ['bootstrap', 'openLink'],
  preferences: ['get', 'set', 'saveFormDraft', 'formDraft'],
  connection: ['status', 'panel', 'reconnect', 'diagnostics', 'copyDiagnostics'],
  profiles: ['list', 'save', 'remove', 'use'],
  setup: [
    'options',
    'chooseCaFile',
    'test',
    'createDatabase',
    'connect',
    'pending',
    'migrate',
    'history',
    'seed',
    'finish',
  ],
  business: ['get', 'set', 'rates', 'addRate'],
  today: ['get'],
  search: ['find'],
  invoices: [
    'list',
    'totals',
    'get',
    'findByNumber',
    'createDraft',
    'updateDraft',
    'deleteDraft',
    'issue',
    'void',
    'writeOff',
    'cancelWriteOff',
    'setNotes',
  ],
  creditNotes: ['list', 'totals', 'get', 'preview', 'issue', 'cancel'],
  payments: [
    'list',
    'totals',
    'get',
    'openInvoices',
    'record',
    'confirm',
    'markFailed',
    'allocate',
    'reverse',
    'refund',
    'refunds',
    'refundTotals',
    'getRefund',
    'cancelRefund',
  ],
  subscriptions: [
    'list',
    'totals',
    'get',
    'create',
    'update',
    'previewChange',
    'changePlan',
    'changeCycle',
    'takeBackChange',
    'suspend',
    'resume',
    'cancel',
    'reactivate',
    'delete',
  ],
  tenants: ['list', 'totals', 'get', 'suggest', 'create', 'update', 'delete'],
  plans: ['list', 'get', 'create', 'update', 'delete'],
  usage: ['list', 'totals', 'get', 'standing', 'record'],
  reports: ['statement', 'aging', 'revenue', 'mrr', 'churn', 'collections', 'rows'],
  closing: ['day', 'history', 'get', 'closeDay', 'reopenDay', 'periodLock', 'setPeriodLock', 'allowException'],
  documents: ['preview', 'savePdf', 'print'],
  exports: ['start', 'stop'],
  verify: ['run'],
} as const;

export type Area = keyof typeof channels;
export type MethodOf<A extends Area> = (typeof channels)[A][number];

/** What main pushes to the screen. */
export const events = [
  'connection.changed',
  'setup.step',
  'setup.migration',
  'data.changed',
  'exports.progress',
] as const;
export type EventName = (typeof events)[number];
