import { expect, test } from "vitest";
import { lossesOf } from "../../../bench/replicas/losses.ts";

const lost = (id: string, isAcknowledged: boolean) => ({ error: "none", id, isAcknowledged });

test("counts what the replica that ended held apart from what others lost", () => {
  const waited = [
    { ackMs: 1, ms: 2 },
    lost("held-1", true),
    lost("held-2", true),
    lost("held-3", false),
    lost("other", true),
  ];
  expect(lossesOf(waited, (id) => id.startsWith("held"))).toEqual({
    questions: 5,
    acknowledged: 2,
    unacknowledged: 1,
    ofOthers: 1,
    errors: ["none"],
  });
});
