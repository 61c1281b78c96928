import type { ConnectionPanel } from '@contract/connection';
import { Bdi, Button, InstantText, Num, Pill, RecordMeta, RecordSection } from '@/components';
import { NotTheOwner, useUpgrader } from '@/features/setup';
import { useText } from '@/i18n';
import { byteSize } from './byte-size';
import { LatencyChart } from './latency-chart';
import styles from './connection-panel.module.css';

/** Everything that is known of the connection, by what it is about. */
export function ConnectionFacts({
  panel,
  onUpgrade,
}: {
  readonly panel: ConnectionPanel;
  readonly onUpgrade: () => void;
}) {
  const { t } = useText();
  return (
    <>
      <RecordSection title={t('connection.section.latency')}>
        <LatencyChart samples={panel.latency} />
      </RecordSection>
      {panel.server !== null && <ServerFacts server={panel.server} reports={panel.reports} />}
      <RecordSection title={t('connection.section.pool')}>
        <PoolFacts pool={panel.pool} />
      </RecordSection>
      <RecordSection title={t('connection.section.schema')}>
        <SchemaFacts schema={panel.schema} appVersion={panel.appVersion} onUpgrade={onUpgrade} />
      </RecordSection>
    </>
  );
}

interface ServerFactsProps {
  readonly server: NonNullable<ConnectionPanel['server']>;
  readonly reports: ConnectionPanel['reports'];
}

function ServerFacts({ server, reports }: ServerFactsProps) {
  const text = useText();
  const { t } = text;
  const size = byteSize(server.sizeBytes);
  return (
    <RecordSection title={t('connection.section.server')}>
      <RecordMeta
        entries={[
          {
            label: t('connection.server'),
            value: (
              <Num className={styles.wrap ?? ''}>
                {server.host}:{server.port}
              </Num>
            ),
          },
          { label: t('connection.database'), value: <Num className={styles.wrap ?? ''}>{server.database}</Num> },
          { label: t('connection.version'), value: <Num>PostgreSQL {server.version}</Num> },
          {
            label: t('connection.tls'),
            value: server.tls === null ? t('connection.noTls') : <Num className={styles.wrap ?? ''}>{server.tls}</Num>,
          },
          {
            label: t('connection.user'),
            value: (
              <span className={styles.lines}>
                <Num className={styles.wrap ?? ''}>{server.user}</Num>
                <span className="muted">{t(server.ownLogin ? 'connection.ownLogin' : 'connection.sharedLogin')}</span>
              </span>
            ),
          },
          { label: t('connection.access'), value: t(server.readOnly ? 'connection.readOnly' : 'connection.readWrite') },
          {
            label: t('connection.size'),
            value: (
              <Bdi>
                {text.decimal(size.figure)} {t(`connection.unit.${size.unit}`)}
              </Bdi>
            ),
          },
          { label: t('connection.zone'), value: <Num>{server.zone}</Num> },
          { label: t('connection.started'), value: <InstantText at={server.startedAt} /> },
          { label: t('connection.changes'), value: t(`connection.notifications.${server.notifications}`) },
          {
            label: t('connection.reports.label'),
            value: reports && (
              <span className={styles.lines}>
                <Num className={styles.wrap ?? ''}>
                  {reports.host}:{reports.port}
                </Num>
                <span className="muted">{t(`connection.reports.${reports.state}`)}</span>
              </span>
            ),
          },
        ]}
      />
    </RecordSection>
  );
}

function PoolFacts({ pool }: { readonly pool: ConnectionPanel['pool'] }) {
  const { t } = useText();
  const { asked } = pool;
  return (
    <div className={styles.pool}>
      <div
        className={styles.meter}
        role="meter"
        aria-label={t('connection.pool.used')}
        aria-valuemin={0}
        aria-valuemax={pool.size}
        aria-valuenow={pool.inUse}
        aria-valuetext={t('connection.pool.figures', { used: pool.inUse, idle: pool.idle, size: pool.size })}
      >
        {Array.from({ length: Math.min(pool.size, 60) }, (_, index) => (
          <i
            key={index}
            className={index < pool.inUse ? styles.used : index < pool.inUse + pool.idle ? styles.idle : ''}
          />
        ))}
      </div>
      <p>{t('connection.pool.figures', { used: pool.inUse, idle: pool.idle, size: pool.size })}</p>
      {pool.waiting > 0 && <p>{t('connection.pool.waiting', { count: pool.waiting })}</p>}
      <p className="muted">
        {asked === null
          ? t('connection.pool.notAsked')
          : t('connection.pool.asked', {
              size: asked.size,
              overflow: asked.overflow,
              timeout: asked.timeoutSeconds,
              recycle: asked.recycleSeconds,
            })}
      </p>
    </div>
  );
}

function SchemaFacts({ schema, appVersion, onUpgrade }: SchemaFactsProps) {
  const { t } = useText();
  const upgrader = useUpgrader();
  const waiting = schema.pending.length;
  // Nothing was asked of the database yet: that is not the same as a database without tables.
  const isKnown = schema.expected !== '';
  return (
    <div className={styles.schema}>
      <RecordMeta
        entries={[
          {
            label: t('connection.schemaNow'),
            value: isKnown && (schema.current === null ? t('connection.noSchema') : <Num>{schema.current}</Num>),
          },
          {
            label: t('connection.schemaExpected'),
            value: schema.expected === '' ? null : <Num>{schema.expected}</Num>,
          },
          { label: t('connection.appVersion'), value: <Num>{appVersion}</Num> },
        ]}
      />
      {waiting > 0 && (
        <div className={styles.pending}>
          <Pill tone="warn">{t('connection.pending', { count: waiting })}</Pill>
          {upgrader === null && (
            <Button needs="setup.migrate" size="small" onPress={onUpgrade}>
              {t('connection.upgrade')}
            </Button>
          )}
        </div>
      )}
      {waiting > 0 && upgrader !== null && <NotTheOwner owner={upgrader} />}
    </div>
  );
}
interface SchemaFactsProps {
  readonly schema: ConnectionPanel['schema'];
  readonly appVersion: string;
  readonly onUpgrade: () => void;
}
