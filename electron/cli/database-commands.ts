import { backupCommands } from './backup-commands';
import type { CliCommand } from './command';
import { healthCommand } from './health-command';
import { keeperCommands } from './keeper-commands';
import { migrationCommands } from './migration-commands';
import { revisionCommand } from './revision-command';
import { schemaCommands } from './schema-commands';

/** Every verb of the area `db`. */
export const databaseCommands: readonly CliCommand[] = [
  ...migrationCommands,
  ...schemaCommands,
  revisionCommand,
  healthCommand,
  ...keeperCommands,
  ...backupCommands,
];
