import type { ServiceHealth } from '../contract/upkeep';

/** Milliseconds that the service has to answer. */
const patienceMs = 5000;
const longestBody = 4000;

/** Asks the billing service how it is. What is no answer is told, never thrown: it is news of the service, not a fault here. */
export async function askService(address: string | null): Promise<ServiceHealth> {
  if (address === null) return { address, answered: false, status: null, body: '', ms: 0 };
  const started = performance.now();
  const took = (): number => Math.round(performance.now() - started);
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(patienceMs), redirect: 'error' });
    const body = (await answer.text()).slice(0, longestBody);
    return { address, answered: true, status: answer.status, body, ms: took() };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
    const body = error instanceof Error ? [error.message, cause].filter((text) => text !== '').join(': ') : '';
    return { address, answered: false, status: null, body, ms: took() };
  }
}
