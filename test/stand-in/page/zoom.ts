const zoomKeys = new Set(['Equal', 'Minus', 'Digit0', 'NumpadAdd', 'NumpadSubtract', 'Numpad0']);

/**
 * A page cannot be drawn larger from within: in a reader's own browser Ctrl with + - 0 stays the browser's, which remembers it.
 * A browser that is driven by a program draws it as the product asks (stand-in-app.ts), and the product hears the keys.
 */
export function leaveZoomToBrowser(): void {
  if (navigator.webdriver) return;
  window.addEventListener(
    'keydown',
    (event) => {
      if ((event.ctrlKey || event.metaKey) && zoomKeys.has(event.code)) event.stopImmediatePropagation();
    },
    true,
  );
}
