import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCommandLine, runCli, type CliRun } from '../support/command-line';
import { openOffice, type Office } from './billing/office';

let office: Office;
let url: string;
beforeAll(async () => {
  await buildCommandLine();
  office = await openOffice();
  ({ url } = office);
});
afterAll(() => office.close());

const cli = (words: readonly string[]): Promise<CliRun> => runCli([...words, '--json'], { databaseUrl: url });

describe('credit, refund and number gaps on the command line', () => {
  it('do what the screen does, once for each key, and explain every number', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '100.00');
    const payment = await office.pay(farm.tenantId, '100.00', [[id, '100.00']]);
    const { number } = await office.state(id);
    const credit = ['credit', '--invoice', number, '--line', '1=30', '--reason', 'Late', '--key', randomUUID()];
    const first = await cli(credit);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(first.stdout)).toMatchObject({ total: '30.00', freed: '30.00', kind: 'partial' });
    expect((await cli(credit)).stdout).toBe(first.stdout);
    expect(await office.state(id)).toMatchObject({ status: 'paid', paid: '70.00', due: '0.00' });

    const receipt = payment.voucherNumber ?? '';
    const refund = [
      'refund',
      '--payment',
      receipt,
      '--amount',
      '50',
      '--method',
      'cash',
      '--reason',
      'Left',
      '--key',
      randomUUID(),
    ];
    const back = await cli(refund);
    expect(JSON.parse(back.stdout)).toMatchObject({ amount: '50.00', currency: 'USD' });
    expect((await cli(refund)).stdout).toBe(back.stdout);
    // 30.00 of credit first, then 20.00 off the invoice.
    expect(await office.state(id)).toMatchObject({ paid: '50.00', due: '20.00' });

    const gaps = await cli(['numbers', 'gaps']);
    expect(gaps.code).toBe(0);
    expect(JSON.parse(gaps.stdout)).toMatchObject({ gaps: [], unexplained: 0 });
    await office.expectClean();
  });
});
