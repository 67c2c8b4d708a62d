/** @module Pins in memory. */

import { MOST_PINS, type Pin, PinRefused, type PinStore } from "./pins.ts";

/** Opens a store that lasts as long as the process. */
export function openMemoryPins(first: readonly Pin[] = []): PinStore {
  let pins = first;
  return {
    list: async () => pins,
    async add(pin) {
      if (pins.length >= MOST_PINS) throw new PinRefused("full");
      pins = [...pins, pin];
    },
    async remove(id) {
      const kept = pins.filter((pin) => pin.id !== id);
      const isRemoved = kept.length < pins.length;
      pins = kept;
      return isRemoved;
    },
    replace: async (others) => void (pins = others),
  };
}
