/** @module The engine's own `push`, kept before pdf.js puts another in its place. */

export const { push } = Array.prototype;
