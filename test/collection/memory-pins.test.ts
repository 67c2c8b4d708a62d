import { openMemoryPins } from "../../src/collection/memory-pins.ts";
import { describePins } from "../contract/pins.ts";

describePins("in memory", async (pins) => openMemoryPins(pins));
