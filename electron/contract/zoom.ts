import { z } from 'zod';

/** How large the screen is drawn, in per cent; nothing outside of these is ever taken. */
export const zoomSteps = [80, 90, 100, 110, 125, 150, 175, 200] as const;
export const zoomSchema = z.int().min(zoomSteps[0]).max(200);
export const unzoomed = 100;

/** Where a zoom is asked to go. */
export const zoomWishSchema = z.enum(['in', 'out', 'reset']);
export type ZoomWish = z.infer<typeof zoomWishSchema>;

/** The next step from here, or the same where there is none further. */
export function zoomed(current: number, wish: ZoomWish): number {
  if (wish === 'reset') return unzoomed;
  const next = wish === 'in' ? zoomSteps.find((step) => step > current) : zoomSteps.findLast((step) => step < current);
  return next ?? current;
}
