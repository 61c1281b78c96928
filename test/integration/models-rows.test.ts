import { randomUUID } from 'node:crypto';
import {
  DataTypes,
  QueryTypes,
  UniqueConstraintError,
  type Model,
  type ModelStatic,
  type Transaction,
} from 'sequelize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabaseFromUrl, type Database } from '../../electron/database/database';
import { inTransaction } from '../../electron/database/transaction';
import { everyTable, invoiceId, paymentId, subscriptionId } from '../support/every-table';
import { createMigratedDatabase } from '../support/migrated-database';
import type { TestDatabase } from '../support/postgres';

let created: TestDatabase;
let database: Database;

beforeAll(async () => {
  created = await createMigratedDatabase();
  database = await openDatabaseFromUrl(created.url);
  await inTransaction(database, async (transaction) => {
    for (const sql of everyTable) await database.sequelize.query(sql, { transaction });
  });
});

afterAll(async () => {
  await database?.close();
  await created?.drop();
});

function every(): ModelStatic<Model>[] {
  return Object.values(database.models);
}

function select<Row extends object>(sql: string, transaction: Transaction, bind: unknown[] = []): Promise<Row[]> {
  return database.sequelize.query<Row>(sql, { transaction, type: QueryTypes.SELECT, bind });
}

/** The value of a model as PostgreSQL would write it in text; throws for what JavaScript may have rounded or moved. */
function asText(type: unknown, value: unknown): unknown {
  if (value === null) return null;
  if (type instanceof DataTypes.JSONB) return value;
  if (type instanceof DataTypes.RANGE && Array.isArray(value)) {
    const [lower, upper] = value.map((end: unknown) => String(Reflect.get(Object(end), 'value')));
    return `[${lower},${upper})`;
  }
  if (type instanceof DataTypes.ARRAY && Array.isArray(value)) return `{${value.join(',')}}`;
  if (type instanceof DataTypes.INTEGER && !(type instanceof DataTypes.BIGINT)) {
    if (typeof value !== 'number') throw new TypeError('an integer is no number');
    return String(value);
  }
  if (value instanceof Buffer) return `\\x${value.toString('hex')}`;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value !== 'string') throw new TypeError(`${String(type)} came as ${typeof value}`);
  return value;
}

function textSql(type: unknown, column: string): string {
  if (type instanceof DataTypes.JSONB) return `"${column}"`;
  // As the driver gives it: no more digits than PostgreSQL writes.
  if (type instanceof DataTypes.DATE && !(type instanceof DataTypes.DATEONLY)) {
    return `replace(regexp_replace(("${column}" AT TIME ZONE 'UTC')::text || 'Z', ' ', 'T'), ' ', '')`;
  }
  return `"${column}"::text`;
}

describe('a row read through a model', () => {
  it('is what PostgreSQL holds, in every table and column, to the last digit', async () => {
    await inTransaction(database, async (transaction) => {
      for (const model of every()) {
        const [read] = await model.findAll({ transaction, limit: 1, order: Object.values(model.primaryKeyAttributes) });
        if (!read) throw new Error(`${model.name} has no row to read`);
        const attributes = Object.entries(model.getAttributes());
        const name: unknown = model.getTableName();
        const place = `"${String(Reflect.get(Object(name), 'schema'))}"."${String(Reflect.get(Object(name), 'tableName'))}"`;
        const keys = model.primaryKeyAttributes.map((attribute) => model.getAttributes()[attribute]?.field ?? '');
        const [held] = await select<Record<string, unknown>>(
          `SELECT ${attributes.map(([attribute, { type, field }]) => `${textSql(type, field ?? '')} AS "${attribute}"`).join(', ')}
FROM ${place} WHERE (${keys.map((column) => `"${column}"::text`).join(', ')}) = (${keys.map((_, place_) => `$${place_ + 1}`).join(', ')})`,
          transaction,
          model.primaryKeyAttributes.map((attribute) => String(read.get(attribute))),
        );
        const texts = Object.fromEntries(
          attributes.map(([attribute, { type }]) => [attribute, asText(type, read.get(attribute))]),
        );
        expect({ [model.name]: texts }).toEqual({ [model.name]: held });
      }
    });
  });

  it('keeps what a number, a Date or a time zone would spoil', async () => {
    const { Invoice, Payment, NumberCounter, ExchangeRate, Tenant, InheritedAmount, BilledPeriod } = database.models;
    await inTransaction(database, async (transaction) => {
      const invoice = await Invoice.findByPk(invoiceId, { transaction });
      expect(invoice).toMatchObject({ total: '9999999999.99', issueDate: '2026-03-29', taxRate: '5.00' });
      const payment = await Payment.findByPk(paymentId, { transaction });
      expect(payment).toMatchObject({ amount: '1234567890.10', paidAt: '2026-03-28T21:00:00.000001Z' });
      const counter = await NumberCounter.findOne({ where: { series: 'invoice', year: 2026 }, transaction });
      expect(counter?.nextNumber).toBe('9007199254740995');
      expect((await ExchangeRate.findOne({ transaction }))?.rate).toBe('12345678.123456');
      expect((await Tenant.findOne({ transaction }))?.createdAt).toBe('2026-01-31T23:30:00.123456Z');
      expect((await InheritedAmount.findByPk(invoiceId, { transaction }))?.amount).toBe('-0.01');
      expect((await BilledPeriod.findByPk(invoiceId, { transaction }))?.period).toMatchObject([
        { value: '2026-01-31', inclusive: true },
        { value: '2026-02-28', inclusive: false },
      ]);
    });
  });

  it('brings what belongs to it', async () => {
    const { Payment, Subscription } = database.models;
    await inTransaction(database, async (transaction) => {
      const payment = await Payment.findByPk(paymentId, {
        include: ['tenant', 'invoice', 'details', 'allocations', 'voucher', 'reversal'],
        transaction,
      });
      expect(payment?.tenant?.nameAr).toBe('مزرعة الجوف');
      expect(payment?.invoice?.invoiceNumber).toBe('SAH-2026-100001');
      expect(payment?.details?.reference).toBe('ح-١٢');
      expect(payment?.allocations?.map(({ amount }) => amount)).toEqual(['0.10']);
      expect(payment?.voucher?.number).toBe('RV-2026-0001');
      expect(payment?.reversal?.reason).toBe('أُدخلت خطأ');
      const subscription = await Subscription.findByPk(subscriptionId, { include: ['plan', 'terms'], transaction });
      expect(subscription?.plan?.pricing).toMatchObject({ monthly_usd: '29' });
      expect(subscription?.terms?.anchorDate).toBe('2026-01-31');
    });
  });
});

describe('a row made through a model', () => {
  it('takes its id, its instant and its defaults from the database, and is there after the commit', async () => {
    const { ExchangeRate, Subscription, SubscriptionTerms } = database.models;
    const made = await inTransaction(database, async (transaction) => {
      const rate = await ExchangeRate.create({ rateDate: '2026-03-01', rate: '0.000001' }, { transaction });
      const [{ now }] = (await select<{ now: string }>('SELECT now() AS now', transaction)) as [{ now: string }];
      expect(rate).toMatchObject({ rate: '0.000001', enteredBy: 'postgres', enteredAt: now });
      const subscription = await Subscription.create(
        {
          tenantId: 'farm',
          planId: 'free',
          status: 'expired',
          billingCycle: 'yearly',
          currency: 'USD',
          startDate: '2026-02-28',
          endDate: '2027-02-28',
          nextBillingDate: '2027-02-28',
        },
        { transaction },
      );
      expect(subscription).toMatchObject({ trialEndDate: null, metadata: {}, createdAt: now, updatedAt: now });
      const { version } = await SubscriptionTerms.create(
        { subscriptionId: subscription.id, anchorDate: '2026-02-28' },
        { transaction },
      );
      expect(version).toBe(1);
      return { rate: rate.id, subscription: subscription.id };
    });
    await inTransaction(database, async (transaction) => {
      expect((await ExchangeRate.findByPk(made.rate, { transaction }))?.rateDate).toBe('2026-03-01');
      expect((await Subscription.findByPk(made.subscription, { transaction }))?.startDate).toBe('2026-02-28');
    });
  });

  it('is gone with its transaction', async () => {
    const { DocumentPrint } = database.models;
    const entityId = randomUUID();
    await expect(
      inTransaction(database, async (transaction) => {
        await DocumentPrint.create({ kind: 'invoice', entityId }, { transaction });
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    const count = await inTransaction(database, (transaction) =>
      DocumentPrint.count({ where: { entityId }, transaction }),
    );
    expect(count).toBe(0);
  });

  it('is held to the unique constraints of the database', async () => {
    const { Tenant } = database.models;
    await expect(
      inTransaction(database, (transaction) =>
        Tenant.create({ tenantId: 'farm', name: 'Again', nameAr: 'مرة أخرى' }, { transaction }),
      ),
    ).rejects.toBeInstanceOf(UniqueConstraintError);
  });

  it('is refused where a decimal is not exact: PostgreSQL would round it, or take NaN', async () => {
    const { InheritedAmount, ExchangeRate } = database.models;
    const hostile: unknown[] = ['10.005', 'NaN', 'Infinity', '1e3', '10000000000.00', '١٢٫٥', '', ' 1', 12.5];
    for (const amount of hostile) {
      const values = { invoiceId: randomUUID(), amount } as { invoiceId: string; amount: string };
      await expect(
        inTransaction(database, (transaction) => InheritedAmount.create(values, { transaction })),
      ).rejects.toThrow(/exact decimal/);
    }
    const rate = { rateDate: '2026-03-01', rate: '1.0000001' };
    await expect(inTransaction(database, (transaction) => ExchangeRate.create(rate, { transaction }))).rejects.toThrow(
      /exact decimal/,
    );
  });
});

it('an update moves only what it says, and the instant by the server’s clock', async () => {
  const { Subscription } = database.models;
  const { serverNow } = await import('../../electron/database/models/attributes');
  await inTransaction(database, async (transaction) => {
    const before = await Subscription.findByPk(subscriptionId, { transaction });
    await Subscription.update(
      { paymentMethod: 'tharwatt', updatedAt: serverNow() },
      { where: { id: subscriptionId }, transaction },
    );
    const after = await Subscription.findByPk(subscriptionId, { transaction });
    const [{ now }] = (await select<{ now: string }>('SELECT now() AS now', transaction)) as [{ now: string }];
    expect(after?.toJSON()).toEqual({ ...before?.toJSON(), paymentMethod: 'tharwatt', updatedAt: now });
  });
});

it('two open databases have models of their own', async () => {
  const other = await createMigratedDatabase();
  const elsewhere = await openDatabaseFromUrl(other.url);
  try {
    const count = (of: Database): Promise<number> =>
      inTransaction(of, (transaction) => of.models.Tenant.count({ transaction }));
    expect([await count(database), await count(elsewhere)]).toEqual([1, 0]);
  } finally {
    await elsewhere.close();
    await other.drop();
  }
});
