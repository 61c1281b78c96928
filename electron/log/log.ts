import { join } from 'node:path';
import electronLog from 'electron-log/node';
import { describeError, redact } from './redact';

/** What the rest of the program may write down. Everything passes through redact() before it reaches a file. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  /** `error` is described by name, message, code and stack; never by its whole content, which could hold a secret. */
  error(message: string, error?: unknown): void;
}

const oneMegabyte = 1_048_576;

/** Opens the program's log file, `sahool.log` in `folder`; it is turned over at 1 MB and one older file is kept. */
export function openLog(folder: string, showOnConsole: boolean): Log {
  electronLog.transports.file.resolvePathFn = () => join(folder, 'sahool.log');
  electronLog.transports.file.maxSize = oneMegabyte;
  electronLog.transports.file.level = 'info';
  electronLog.transports.console.level = showOnConsole ? 'warn' : false;
  return {
    info: (message) => electronLog.info(redact(message)),
    warn: (message) => electronLog.warn(redact(message)),
    error: (message, error) =>
      electronLog.error(error === undefined ? redact(message) : `${redact(message)}\n${describeError(error)}`),
  };
}
