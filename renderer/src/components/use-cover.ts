import { useEffect } from 'react';

/**
 * While it is on, the rest of the page below this element can neither be reached nor pressed, as below a dialog; the focus goes
 * into the element and, once it is gone, back to where it was. What is drawn beside the page, such as a dialog above it, stays.
 */
export function useCover(element: HTMLElement | null, on: boolean): void {
  useEffect(() => {
    if (!on || element === null) return;
    const before = document.activeElement;
    const covered: Element[] = [];
    for (let inner: Element = element; inner.parentElement !== null; inner = inner.parentElement) {
      if (inner.parentElement === document.body) break;
      for (const sibling of inner.parentElement.children) {
        if (
          sibling === inner ||
          sibling.hasAttribute('inert') ||
          sibling.hasAttribute('aria-hidden') ||
          sibling.hasAttribute('data-scrim')
        )
          continue;
        sibling.setAttribute('inert', '');
        sibling.setAttribute('aria-hidden', 'true');
        covered.push(sibling);
      }
    }
    const isAbove = before?.closest('[role="dialog"]') !== null && before !== null;
    if (!isAbove) element.focus();
    return () => {
      for (const sibling of covered) {
        sibling.removeAttribute('inert');
        sibling.removeAttribute('aria-hidden');
      }
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [element, on]);
}
