import type { Failure } from '@contract/result';
import { ApiError } from '@/api';

/**
 * A failure as the error that banners show. A port is a name and not a count: as a text it keeps its digits together,
 * `5432` and not `5,432`.
 */
export function failureError({ code, params }: Pick<Failure, 'code' | 'params'>): ApiError {
  const { port } = params;
  return new ApiError(code, port === undefined ? params : { ...params, port: String(port) });
}
