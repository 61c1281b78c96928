import { randomBytes } from 'node:crypto';

const kept = 20;

/** Errors that nobody foresaw: the screen shows a number, the log has the error under it, the support desk asks for it. */
export interface Incidents {
  /** Gives a new error its number. */
  number(channel: string): string;
  /** The latest ones, newest last: `0A1B2C3D payments.record`. */
  recent(): readonly string[];
}

export function createIncidents(): Incidents {
  const known: string[] = [];
  return {
    number(channel) {
      const number = randomBytes(4).toString('hex').toUpperCase();
      known.push(`${number} ${channel}`);
      if (known.length > kept) known.shift();
      return number;
    },
    recent: () => [...known],
  };
}
