import { type PointerEvent, useRef, useState } from 'react';

export interface ViewBox {
  x: number;
  y: number;
  /** How many times larger than laid out. */
  scale: number;
}

const LARGEST = 4;
const SMALLEST = 0.1;

/** What of a drawing is seen: zoomed by steps about the middle, moved by pointer or by steps. `fit` is its scale at first. */
export function useViewBox(frame: { width: number; height: number; fit: number }) {
  const home: ViewBox = { x: 0, y: 0, scale: frame.fit };
  const [view, setView] = useState<ViewBox>(home);
  const dragged = useRef<{ x: number; y: number } | null>(null);
  const zoom = (factor: number) =>
    setView(({ x, y, scale }) => {
      const next = Math.min(LARGEST, Math.max(SMALLEST, scale * factor));
      const shift = (size: number) => size / 2 / scale - size / 2 / next;
      return { x: x + shift(frame.width), y: y + shift(frame.height), scale: next };
    });
  const move = (dx: number, dy: number) =>
    setView(({ x, y, scale }) => ({ x: x + dx / scale, y: y + dy / scale, scale }));
  const drag = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button === 0 && event.pointerType === 'mouse') dragged.current = { x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent) => {
      if (!dragged.current || event.buttons !== 1) return;
      move(dragged.current.x - event.clientX, dragged.current.y - event.clientY);
      dragged.current = { x: event.clientX, y: event.clientY };
    },
    onPointerUp: () => {
      dragged.current = null;
    },
  };
  return { view, zoom, move, reset: () => setView(home), drag };
}
