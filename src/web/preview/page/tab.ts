/** @module Data that the browser keeps for this tab and collection, over reloads and ways back. */

import { home } from "./server.ts";

/** Returns the data of a key, or the fallback; the page alone writes it. */
export function kept<Data>(key: string, fallback: Data): Data {
  const text = sessionStorage.getItem(home + key);
  return text === null ? fallback : (JSON.parse(text) as Data);
}

/** Keeps data; returns false where it is more than the browser keeps. */
export function keepInTab(key: string, data: unknown): boolean {
  try {
    sessionStorage.setItem(home + key, JSON.stringify(data));
    return true;
  } catch {
    sessionStorage.removeItem(home + key);
    return false;
  }
}
