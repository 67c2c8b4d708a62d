/** @module What the page does: each view has its part. */

import { openChannel } from "./channel.ts";
import { openCollection } from "./collection.ts";
import { openDocument } from "./document.ts";
import { tellMoments } from "./moments.ts";

const OPENERS: Readonly<Record<string, () => void>> = {
  channel: openChannel,
  collection: openCollection,
  document: openDocument,
};

tellMoments(document);
OPENERS[document.documentElement.dataset.here ?? ""]?.();
