/** @module The channels that messages come from: asked once each, and a few at a time. */

import { describe, expect, it } from "vitest";
import { openChannels } from "../../src/discord/channels.ts";

const THREAD = "1100000000000000101";
const thread = { id: THREAD, type: 11, parent_id: "1100000000000000102", name: "Hours" };

describe("a channel", () => {
  it("is asked for once, at the same time and later; after a failure again", async () => {
    const asked: string[] = [];
    let isOut = true;
    const channels = openChannels({
      async get(route) {
        asked.push(route);
        if (isOut) throw new Error("out of order");
        return thread;
      },
    });
    await expect(channels.find(THREAD)).rejects.toThrow("out of order");
    isOut = false;
    const found = await Promise.all([channels.find(THREAD), channels.find(THREAD)]);
    expect([...found, await channels.find(THREAD)].map(({ name }) => name)).toEqual(
      Array(3).fill("Hours"),
    );
    expect(asked).toEqual([`/channels/${THREAD}`, `/channels/${THREAD}`]);
  });

  it("that an event told of is not asked for, and has its latest name", async () => {
    const channels = openChannels({ get: () => Promise.reject(new Error("asked")) });
    for (const packet of [thread, { ...thread, name: "Times" }, { ...thread, type: "x" }, null])
      channels.remember(packet);
    expect(await channels.find(THREAD)).toMatchObject({ name: "Times" });
  });

  it("is not looked up while many others are", async () => {
    const asked: string[] = [];
    const channels = openChannels({
      get: (route) => {
        asked.push(route);
        return new Promise(() => {});
      },
    });
    const looks = Array.from({ length: 10_000 }, (_, at) =>
      channels.find(String(BigInt(THREAD) + BigInt(at))).catch(() => "refused"),
    );
    expect(await Promise.all(looks.slice(50))).toEqual(Array(9_950).fill("refused"));
    expect(asked).toHaveLength(50);
  });
});
