import { release } from 'node:os';
import type { ConnectionPanel } from '../contract/connection';
import { redact } from '../log/redact';

/**
 * What the support desk needs to know, as plain text in English. No password, no user, no host name and no address: the
 * clerk pastes it into a mail without having to read it first.
 */
export function diagnosticsText(panel: ConnectionPanel, incidents: readonly string[], at: Date): string {
  const { status, server, pool, schema } = panel;
  const asked = pool.asked === null ? 'none' : Object.values(pool.asked).join('/');
  const lines: readonly (readonly [string, string | number | null])[] = [
    ['app', panel.appVersion],
    ['system', `${process.platform} ${release()} ${process.arch}`],
    ['electron', `${process.versions['electron'] ?? 'none'}, node ${process.versions.node}`],
    ['written at', at.toISOString()],
    ['state', status.state],
    ['profile', status.profileKind],
    ['failure', status.failure?.code ?? null],
    ['next attempt', status.nextAttemptAt],
    ['server version', server?.version ?? null],
    ['tls', server?.tls ?? null],
    ['started', server?.startedAt ?? null],
    ['size', server === null ? null : `${server.sizeBytes} bytes`],
    ['read-only', server === null ? null : String(server.readOnly)],
    ['own login', server === null ? null : String(server.ownLogin)],
    ['notifications', server?.notifications ?? null],
    ['zone', server?.zone ?? null],
    ['latency', latencyText(panel.latency)],
    ['pool', `${pool.inUse} in use, ${pool.idle} idle, ${pool.waiting} waiting, of ${pool.size}; asked ${asked}`],
    ['schema', `${schema.current ?? 'none'} of ${schema.expected}; pending ${schema.pending.length}`],
    ['incidents', incidents.length === 0 ? 'none' : incidents.join(', ')],
  ];
  return redact(`SAHOOL Billing diagnostics\n${lines.map(([name, value]) => `${name}: ${value ?? '-'}`).join('\n')}\n`);
}

function latencyText(samples: ConnectionPanel['latency']): string {
  const known = samples.flatMap(({ ms }) => (ms === null ? [] : [ms])).toSorted((left, right) => left - right);
  const at = (share: number): string => (known[Math.floor((known.length - 1) * share)] ?? 0).toFixed(1);
  const lost = samples.length - known.length;
  return known.length === 0
    ? `${lost} lost`
    : `median ${at(0.5)} ms, worst ${at(1)} ms, ${lost} of ${samples.length} lost`;
}
