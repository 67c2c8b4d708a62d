"use strict";
// A line on the screen while nothing else is there yet.

/**
 * Shows a text on standard error if that is a terminal. It goes with the first output of this process, or with its end.
 * @param {string} text
 * @returns {(text: string) => void} replaces the text, until it is gone
 */
function showStatus(text) {
  const { stdout, stderr } = process;
  if (!stderr.isTTY) return () => {};
  const print = stderr.write.bind(stderr);
  let isShown = true;

  const erase = () => {
    if (!isShown) return;
    isShown = false;
    for (const stream of [stdout, stderr]) Reflect.deleteProperty(stream, "write");
    print(ERASE);
  };
  for (const stream of [stdout, stderr]) {
    const write = stream.write.bind(stream);
    stream.write = (/** @type {unknown[]} */ ...output) => {
      erase();
      return Reflect.apply(write, stream, output);
    };
  }
  process.once("exit", erase);
  /** @param {string} shown */
  const show = (shown) => {
    if (isShown) print(ERASE + shown);
  };
  show(text);
  return show;
}

/** Erases the row of the cursor. */
const ERASE = "\r\x1b[K";

module.exports = { showStatus };
