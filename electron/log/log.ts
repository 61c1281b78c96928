import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import electronLog from 'electron-log/node';
import { describeError, redact } from './redact';

export type LogLevel = 'error' | 'warn' | 'info';

/** What the rest of the program may write down. Everything passes through redact() before it reaches a file. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  /** `error` is described by name, message, code and stack; never by its whole content, which could hold a secret. */
  error(message: string, error?: unknown): void;
}

const oneMegabyte = 1_048_576;
/** How many full files are kept beside the one that is written. */
const keptFiles = 4;

/** `sahool.log` becomes `sahool.1.log`, that one `sahool.2.log`, and the oldest goes. */
function turnOver(file: string): void {
  const older = (number: number): string => file.replace(/\.log$/, `.${number}.log`);
  rmSync(older(keptFiles), { force: true });
  for (let number = keptFiles - 1; number >= 1; number -= 1) {
    if (existsSync(older(number))) renameSync(older(number), older(number + 1));
  }
  renameSync(file, older(1));
}

/** The log with its file, of which less is written where the level says so. */
export interface LogFile extends Log {
  setLevel(level: LogLevel): void;
}

/** Opens the program's log file, `sahool.log` in `folder`; it is turned over at 1 MB and four older files are kept. */
export function openLog(folder: string, showOnConsole: boolean): LogFile {
  const { file, console: onConsole } = electronLog.transports;
  file.resolvePathFn = () => join(folder, 'sahool.log');
  file.maxSize = oneMegabyte;
  file.archiveLogFn = (full) => turnOver(full.path);
  file.level = 'info';
  onConsole.level = showOnConsole ? 'warn' : false;
  return {
    info: (message) => electronLog.info(redact(message)),
    warn: (message) => electronLog.warn(redact(message)),
    error: (message, error) =>
      electronLog.error(error === undefined ? redact(message) : `${redact(message)}\n${describeError(error)}`),
    setLevel: (level) => {
      file.level = level;
    },
  };
}
