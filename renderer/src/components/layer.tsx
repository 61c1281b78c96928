import { createContext, use, type ReactNode } from 'react';

/** How many dialogs stand below this part of the screen: only the topmost layer's shortcuts work. */
const LayerContext = createContext(0);

export function useLayer(): number {
  return use(LayerContext);
}

export function Layer({ children }: { readonly children: ReactNode }) {
  return <LayerContext value={use(LayerContext) + 1}>{children}</LayerContext>;
}
