import { z } from 'zod';
import { method } from './method';

export const searchHitSchema = z.object({
  kind: z.enum(['invoice', 'payment', 'tenant', 'subscription', 'creditNote', 'refund']),
  id: z.string(),
  title: z.string(),
  subtitle: z.string(),
  subtitleAr: z.string(),
  /** True where nothing was spelled so, and this comes closest. */
  near: z.boolean(),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

export const search = {
  /** Numbers in either digit set, with or without prefix; names in either language with folded spelling, or nearly so. */
  find: method(z.object({ term: z.string().max(200) }), z.array(searchHitSchema)),
};
