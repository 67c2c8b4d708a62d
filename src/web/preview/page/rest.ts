/** @module A log that rests at its end while it grows, as Discord's does, unless its reader scrolled up. */

export interface Rest {
  isAtEnd(): boolean;
  /** Scrolls to the end, and stays there. */
  toEnd(): void;
  /** Scrolls to a place that the reader left. */
  to(scrollTop: number): void;
  /** Offers the way to a new message that is out of sight. */
  announce(): void;
}

/** Distances from the end that count as there, in pixels. */
const NEAR = 24;

/** @param jump the button that leads to the end; it is shown while there are new messages out of sight. */
export function restAtEnd(
  scroller: HTMLElement,
  content: HTMLElement,
  jump: HTMLButtonElement,
): Rest {
  let rests = true;
  let last = scroller.scrollTop;
  const toEnd = (): void => {
    rests = true;
    jump.hidden = true;
    scroller.scrollTop = scroller.scrollHeight;
  };
  const isAtEnd = (): boolean =>
    scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
  scroller.addEventListener("scroll", () => {
    const isUp = scroller.scrollTop < last;
    last = scroller.scrollTop;
    // Content may have grown since the scrolling, so only a way up ends the rest.
    if (isAtEnd()) [rests, jump.hidden] = [true, true];
    else if (isUp) rests = false;
  });
  const observer = new ResizeObserver(() => {
    if (rests) toEnd();
  });
  for (const element of [scroller, content]) observer.observe(element);
  jump.addEventListener("click", toEnd);
  return {
    isAtEnd,
    toEnd,
    to(scrollTop) {
      scroller.scrollTop = scrollTop;
      rests = isAtEnd();
    },
    announce: () => (jump.hidden = rests),
  };
}
