import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { cancelSubscription, reactivateSubscription } from '../billing/cancel-subscription';
import { changeCycle } from '../billing/changes/change-cycle';
import { changePlan } from '../billing/changes/change-plan';
import { previewChange } from '../billing/changes/preview-change';
import { resumeSubscription, suspendSubscription } from '../billing/suspend-subscription';
import { commandKeySchema, planIdSchema, subscriptionIdSchema, type SubscriptionId } from '../contract/ids';
import { billingCycleSchema } from '../contract/status';
import type { ChangePreview, ChangeRequest, ChangeResult } from '../contract/subscription-changes';
import type { Database } from '../database/database';
import { UsageError, requiredOption, requiredWord, textOption, type CliCommand, type Invocation } from './command';
import { databaseOptions, withBilling } from './open';
import type { Output } from './output';

const actor = { machine: hostname() };
const newKey = () => commandKeySchema.parse(randomUUID());

function subscriptionId({ positionals }: Invocation): SubscriptionId {
  const id = subscriptionIdSchema.safeParse(requiredWord(positionals, 0, 'id'));
  if (!id.success) throw new UsageError('<id>: the id of a subscription');
  return id.data;
}

/** The reason that the record keeps. */
function reasonOf({ options }: Invocation): string {
  const reason = requiredOption(options, 'reason').trim();
  if (reason.length < 3 || reason.length > 500) throw new UsageError('--reason: three letters or more');
  return reason;
}

function tell(output: Output, preview: ChangePreview): void {
  const { before, after, invoice, credits, currency, nextRun } = preview;
  output.line(`${preview.kind}, from ${preview.effectiveOn}`);
  output.table(
    ['', 'plan', 'cycle', 'status', 'price', 'ends', 'next bill'],
    [before, after].map((terms, index) => [
      index === 0 ? 'before' : 'after',
      terms.planId,
      terms.cycle,
      terms.status,
      terms.price ?? '-',
      terms.endDate,
      terms.nextBillingDate,
    ]),
  );
  for (const line of [...(invoice?.lines ?? []), ...credits.map((credit) => credit.line)]) {
    output.line(`${line.description}\n  ${line.amount} ${currency}: ${line.basis}`);
  }
  if (invoice) output.line(`invoice: ${invoice.subtotal} + tax ${invoice.taxAmount} = ${invoice.total} ${currency}`);
  for (const { invoiceNumber, line } of credits)
    output.line(`credit note on ${invoiceNumber}: ${line.amount} ${currency}`);
  if (!invoice && credits.length === 0) output.line('no money moves');
  for (const { start, end, whileSuspended } of nextRun ?? []) {
    output.line(`the next billing run bills ${start} to ${end}${whileSuspended ? ', though it was suspended' : ''}`);
  }
}

type Send = (database: Database, id: SubscriptionId, expected: string) => Promise<ChangeResult>;

/** Shows what a change would do; does exactly that with --yes. */
function previewed(invocation: Invocation, change: ChangeRequest, send: Send): Promise<number> {
  const { options, output } = invocation;
  const id = subscriptionId(invocation);
  const isMeant = options['yes'] === true;
  return withBilling(options, isMeant ? 'write' : 'read', async (database) => {
    const preview = await previewChange(database, { id, change });
    tell(output, preview);
    if (!isMeant) {
      output.line('nothing is done yet: give --yes to do it');
      output.value({ done: false, preview });
      return 0;
    }
    const result = await send(database, id, preview.expected);
    output.line(result.invoice ? `done: invoice ${result.invoice.number}` : 'done');
    for (const number of result.creditNotes) output.line(`credit note ${number}`);
    output.value({ done: true, preview, result });
    return 0;
  });
}

const common = { ...databaseOptions, yes: { type: 'boolean' } } as const;

const change: CliCommand = {
  area: 'subscription',
  verb: 'change',
  usage: '<id> --plan P | --cycle C [--yes]',
  summary: 'Another plan or cycle: shows the money it moves, line by line; does it with --yes.',
  options: { ...common, plan: { type: 'string' }, cycle: { type: 'string' } },
  run: (invocation) => {
    const plan = textOption(invocation.options, 'plan');
    const cycle = textOption(invocation.options, 'cycle');
    if ((plan === null) === (cycle === null)) throw new UsageError('--plan or --cycle: one of the two');
    if (plan !== null) {
      const planId = planIdSchema.safeParse(plan);
      if (!planId.success) throw new UsageError('--plan: the id of a plan');
      return previewed(invocation, { kind: 'plan', planId: planId.data }, (database, id, expected) =>
        changePlan(database, actor, { key: newKey(), id, planId: planId.data, expected }),
      );
    }
    const known = billingCycleSchema.safeParse(cycle);
    if (!known.success) throw new UsageError('--cycle: monthly, quarterly or yearly');
    return previewed(invocation, { kind: 'cycle', cycle: known.data }, (database, id, expected) =>
      changeCycle(database, actor, { key: newKey(), id, cycle: known.data, expected }),
    );
  },
};

const cancel: CliCommand = {
  area: 'subscription',
  verb: 'cancel',
  usage: '<id> --when now|period_end [--credit] --reason R [--yes]',
  summary: 'Ends it now or at the end of what was billed; --credit gives the unused days back.',
  options: { ...common, when: { type: 'string' }, credit: { type: 'boolean' }, reason: { type: 'string' } },
  run: (invocation) => {
    const when = requiredOption(invocation.options, 'when');
    if (when !== 'now' && when !== 'period_end') throw new UsageError('--when: now or period_end');
    const credit = invocation.options['credit'] === true;
    if (credit && when !== 'now') throw new UsageError('--credit: only with --when now');
    const reason = reasonOf(invocation);
    return previewed(invocation, { kind: 'cancel', when, credit }, (database, id, expected) =>
      cancelSubscription(database, actor, { key: newKey(), id, when, credit, reason, expected }),
    );
  },
};

const suspend: CliCommand = {
  area: 'subscription',
  verb: 'suspend',
  usage: '<id> --reason R [--yes]',
  summary: 'Stops it until it is resumed.',
  options: { ...common, reason: { type: 'string' } },
  run: (invocation) => {
    const reason = reasonOf(invocation);
    return previewed(invocation, { kind: 'suspend' }, (database, id, expected) =>
      suspendSubscription(database, actor, { key: newKey(), id, reason, expected }),
    );
  },
};

const resume: CliCommand = {
  area: 'subscription',
  verb: 'resume',
  usage: '<id> [--yes]',
  summary: 'Lets a suspended one run again.',
  options: common,
  run: (invocation) =>
    previewed(invocation, { kind: 'resume' }, (database, id, expected) =>
      resumeSubscription(database, actor, { key: newKey(), id, expected }),
    ),
};

const reactivate: CliCommand = {
  area: 'subscription',
  verb: 'reactivate',
  usage: '<id> [--yes]',
  summary: 'Takes a cancellation back while what was paid for lasts.',
  options: common,
  run: (invocation) =>
    previewed(invocation, { kind: 'reactivate' }, (database, id, expected) =>
      reactivateSubscription(database, actor, { key: newKey(), id, expected }),
    ),
};

export const subscriptionCommands: readonly CliCommand[] = [change, cancel, suspend, resume, reactivate];
