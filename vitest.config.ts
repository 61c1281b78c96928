import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;

/** These need no PostgreSQL, so none is started where only they run. */
const withoutDatabase: readonly string[] = ['unit', 'architecture'];

/** One project a folder of test/, so that a kind of test can be run alone: `npx vitest run --project unit`. */
const kinds = ['unit', 'integration', 'migrations', 'ipc', 'documents', 'security', 'architecture'] as const;

export default defineConfig({
  resolve: {
    alias: { '@contract': resolve(root, 'electron/contract'), '@': resolve(root, 'renderer/src') },
  },
  test: {
    // They wait for PostgreSQL more than they compute, and all share one server and its connections.
    maxWorkers: Math.max(2, Math.min(4, availableParallelism() - 1)),
    projects: kinds.map((name) => ({
      extends: true,
      test: {
        name,
        globalSetup: withoutDatabase.includes(name) ? [] : ['test/support/global-setup.ts'],
        include: [`test/${name}/**/*.test.{ts,tsx}`],
        testTimeout: 60_000,
        hookTimeout: 120_000,
      },
    })),
  },
});
