import type { FromPage } from '../wire';

/** The part of the Navigation API that is used here; TypeScript's library does not have all of it yet. */
interface NavigateEvent extends Event {
  readonly navigationType: 'push' | 'replace' | 'reload' | 'traverse';
  readonly destination: { readonly url: string; readonly sameDocument: boolean };
  readonly hashChange: boolean;
}

let allowed: string | null = null;

/** Main has agreed: this one navigation is let through. */
export function go(to: string): void {
  allowed = to;
  location.assign(to);
}

/**
 * Asks main before the page leaves or opens a window, as Electron does by itself: will-navigate, and the window open
 * handler. The stand-in never lets a page go anywhere but to the app's own pages.
 */
export function watchNavigation(post: (message: FromPage) => void): void {
  if ('navigation' in window && window.navigation instanceof EventTarget) {
    window.navigation.addEventListener('navigate', (event) => {
      const navigate = event as NavigateEvent;
      const to = navigate.destination.url;
      if (navigate.destination.sameDocument || navigate.hashChange || navigate.navigationType === 'reload') return;
      if (allowed === to) {
        allowed = null;
        return;
      }
      if (!navigate.cancelable) return;
      navigate.preventDefault();
      post({ kind: 'navigate', to });
    });
  }
  window.open = (address) => {
    post({ kind: 'open', to: new URL(String(address ?? 'about:blank'), location.href).href });
    return null;
  };
  const onClick = (event: MouseEvent): void => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (link === undefined || link.href === '') return;
    const elsewhere = !['', '_self', '_top', '_parent'].includes(link.target);
    if (!elsewhere && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) return;
    event.preventDefault();
    post({ kind: 'open', to: link.href });
  };
  window.addEventListener('click', onClick, true);
  window.addEventListener('auxclick', onClick, true);
}
