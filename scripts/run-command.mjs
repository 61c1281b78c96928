import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** A program of an installed package, by its path in node_modules. */
export const installed = (...path) => join(root, 'node_modules', ...path);

/**
 * Runs a program in the project's folder and resolves to its exit code, 1 where a signal ended it. Without `quiet` its
 * output is seen as it comes; with it, only where it fails. `limitMs` ends one that hangs.
 */
export function run(program, args, { env = {}, quiet = false, limitMs = 0 } = {}) {
  // As npm sets it: some packages look for each other there.
  const path = [installed('.bin'), process.env['PATH'] ?? ''].join(delimiter);
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, PATH: path, ...env },
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    const said = [];
    child.stdout?.on('data', (chunk) => said.push(chunk));
    child.stderr?.on('data', (chunk) => said.push(chunk));
    const timer = limitMs > 0 ? setTimeout(() => endHanging(child, program, limitMs), limitMs) : undefined;
    child.once('error', (error) => {
      clearTimeout(timer);
      process.stderr.write(`${program}: ${error.message}\n`);
      resolve(1);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      if (quiet && code !== 0) process.stderr.write(Buffer.concat(said));
      resolve(code ?? 1);
    });
  });
}

function endHanging(child, program, limitMs) {
  process.stderr.write(`${program} did not end within ${limitMs / 1000} s\n`);
  child.kill('SIGKILL');
}

/** As run(), for a JavaScript file by this same Node. */
export function runNode(file, args, options) {
  return run(process.execPath, [file, ...args], options);
}
