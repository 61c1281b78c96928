import { useQueryClient } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { listen, readKey, useRead } from '@/api';
import { Button } from '@/components';
import { useText } from '@/i18n';
import { QueuePanel } from './queue-panel';

/** The print queue in the top bar, while there is one; opens its panel. */
export function QueueButton() {
  const { t } = useText();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const { data } = useRead('printing.list', {});
  useEffect(
    () => listen('printing.changed', (jobs) => client.setQueryData(readKey('printing.list', {}), jobs)),
    [client],
  );
  const jobs = data?.jobs ?? [];
  const current =
    jobs.find(({ state }) => state === 'running') ?? jobs.find(({ state }) => state !== 'finished') ?? jobs.at(-1);
  if (current === undefined && !open) return null;
  const state = current === undefined ? '' : t(`printing.state.${current.state}`);
  return (
    <>
      <Button variant="quiet" icon={Printer} label={t('printing.queueOpen', { state })} onPress={() => setOpen(true)}>
        <span>{current === undefined ? '' : t('printing.progress', { done: current.done, total: current.total })}</span>
      </Button>
      {open && <QueuePanel jobs={jobs} onClose={() => setOpen(false)} />}
    </>
  );
}
