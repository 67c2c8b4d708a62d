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
  const { write: writeOut } = stdout;
  const { write: writeErr } = stderr;
  let isShown = false;

  const erase = () => {
    if (!isShown) return;
    isShown = false;
    stdout.write = writeOut;
    stderr.write = writeErr;
    writeErr.call(stderr, "\r\x1b[K");
  };
  /** @param {string} shown */
  const show = (shown) => {
    isShown = true;
    writeErr.call(stderr, `\r\x1b[K${shown}`);
  };
  /** @type {typeof writeOut} */
  stdout.write = (...output) => {
    erase();
    return Reflect.apply(writeOut, stdout, output);
  };
  /** @type {typeof writeErr} */
  stderr.write = (...output) => {
    erase();
    return Reflect.apply(writeErr, stderr, output);
  };
  process.once("exit", erase);
  show(text);
  return (shown) => {
    if (isShown) show(shown);
  };
}

module.exports = { showStatus };
