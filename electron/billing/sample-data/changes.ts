import { planIdSchema } from '../../contract/ids';
import type { ChangeRequest } from '../../contract/subscription-changes';
import { applyChange } from '../changes/apply-change';
import type { Work } from '../command';
import { sampleId } from './chance';

/** By the subscriptions' order in the sample; done by what every change is done by. */
const changes: readonly (readonly [n: number, change: ChangeRequest])[] = [
  // A cheaper plan and another cycle, both from the end of what was billed.
  [19, { kind: 'plan', planId: planIdSchema.parse('professional') }],
  [34, { kind: 'cycle', cycle: 'quarterly' }],
  // One of the two that were suspended runs again.
  [38, { kind: 'resume' }],
];

/** What has been agreed with customers for later, and a subscription that was resumed today. */
export async function writeChanges(work: Work): Promise<void> {
  for (const [n, change] of changes) {
    await applyChange(work, { id: sampleId('subscription', n), change, expected: null, reason: null });
  }
}
