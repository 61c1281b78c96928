import type { Page } from 'playwright';
import type { Api, Input, Output } from '../../electron/contract/api';
import type { Area } from '../../electron/contract/channels';
import type { Result } from '../../electron/contract/result';

/** Calls a method of the bridge from the page, as its screens do. Throws where it is refused, with the refusal's code. */
export async function call<A extends Area, M extends keyof Api[A] & string>(
  page: Page,
  area: A,
  method: M,
  input: Input<A, M>,
): Promise<Output<A, M>> {
  const result = await page.evaluate(
    ([area_, method_, input_]) => {
      const methods: unknown = Reflect.get(window.sahool, area_);
      const bridged = Reflect.get(methods as object, method_) as (value: unknown) => Promise<unknown>;
      return bridged(input_);
    },
    [area, method, input] as const,
  );
  const answer = result as Result<Output<A, M>>;
  if (answer.ok) return answer.value;
  throw new Error(`${area}.${method}: ${answer.error.code} ${JSON.stringify(answer.error.params)}`);
}
