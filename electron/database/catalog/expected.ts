import file from '../../../migrations/expected-catalog.json';
import type { ExpectedCatalog } from './catalog';

/**
 * What a database of this version looks like. Never written by hand: `npm run expected-catalog` runs every migration on
 * an empty database and writes down what it finds; a test holds the file against the migrations.
 */
export const expectedCatalog: ExpectedCatalog = file;
