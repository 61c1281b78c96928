/** Ten thousand runs a property in `npm run test:long`, a tenth of them in `npm test`; the seed replays. */
export const runs = { numRuns: process.env['SAHOOL_LONG'] === '1' ? 10_000 : 1000, seed: 20_260_101 } as const;
