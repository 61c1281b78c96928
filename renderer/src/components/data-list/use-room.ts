import { useEffect, useState } from 'react';

/** How wide an element is, in pixels, kept current; 0 until it is known. */
export function useRoom(element: HTMLElement | null): number {
  const [room, setRoom] = useState(0);
  useEffect(() => {
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setRoom(Math.floor(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return room;
}
