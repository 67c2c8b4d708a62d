/** @module What is told of the index among the metrics. */

import { expect, test } from "vitest";
import { createMetrics } from "../../../src/web/health/metrics.ts";

const counts = () => ({ documents: 2, passages: 4, sentences: 5 });

test.each([
  [
    "before there is an index",
    { counts: () => ({ documents: 0, passages: 0 }), stale: () => undefined },
    [0, 0, 0],
  ],
  ["of one that is as it should be", { counts, stale: () => undefined }, [2, 4, 0]],
  ["of one that is stale", { counts, stale: () => "damaged" }, [2, 4, 1]],
])("the gauges %s", async (_, serving, [documents, passages, stale]) => {
  const text = await createMetrics(serving, () => 0).text();
  expect(text).toContain(`footnote_documents ${documents}\n`);
  expect(text).toContain(`footnote_passages ${passages}\n`);
  expect(text).toContain(`footnote_index_stale ${stale}\n`);
});
