import { createContext, use, type ReactNode } from 'react';

/** How many dialogs stand below this part of the screen: only the topmost layer's shortcuts work. */
const LayerContext = createContext(0);

export function useLayer(): number {
  return use(LayerContext);
}

/** `on` is false where what it holds stands beside the rest and not above it, and may yet come to. */
export function Layer({ on = true, children }: { readonly on?: boolean; readonly children: ReactNode }) {
  return <LayerContext value={use(LayerContext) + (on ? 1 : 0)}>{children}</LayerContext>;
}
