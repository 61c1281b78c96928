import { UsageError } from './command';

/** An option's value as the contract wants it, or a usage error that names the option. */
export function parsed<T>(name: string, result: { success: true; data: T } | { success: false }): T {
  if (!result.success) throw new UsageError(`--${name}: not a value that can be taken`);
  return result.data;
}

/** `12`, `12.5` and `12.50` are the same amount; anything that would have to be rounded is refused. */
export function wholeCents(text: string): string {
  const match = /^(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  return match ? `${match[1]?.replace(/^0+(?=\d)/, '') ?? ''}.${(match[2] ?? '').padEnd(2, '0')}` : text;
}
