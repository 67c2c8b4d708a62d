/** @module Messages that are no reply: in a channel, and directly to a member. */

import { describe, expect, it } from "vitest";
import { createLog } from "../../src/base/log.ts";
import { openOutbox } from "../../src/discord/outbox.ts";
import { message } from "../../src/reply/message.ts";
import { USER_ID } from "../fake-discord/ids.ts";
import type { FakeDiscord } from "../fake-discord/server.ts";
import { faultOf } from "../support/fault.ts";
import { fakeDiscord, settingsFor } from "../support/bot.ts";

const DESK = "1100000000000000101";
const ROLE = "1100000000000000102";

async function openedOutbox() {
  const fake = await fakeDiscord({ channels: [{ id: DESK }] });
  return { fake, outbox: openOutbox(settingsFor(fake), createLog("silent")) };
}

describe("a message in a channel", () => {
  it("is posted once, and pings the one role that it names", async () => {
    const { fake, outbox } = await openedOutbox();
    const asked = message(`<@&${ROLE}> a question`, [], { pinged: { role: ROLE } });
    await outbox.post(DESK, asked);
    await outbox.post(DESK, message("another question"));
    expect(fake.written(DESK)).toHaveLength(2);
    expect(fake.requests[0]?.body).toMatchObject({
      content: asked.content,
      allowed_mentions: { parse: [], roles: [ROLE] },
      enforce_nonce: true,
    });
    expect(fake.faults).toEqual([]);
  });

  it("is posted once where it is sent again, as its failure was none", async () => {
    const { fake, outbox } = await openedOutbox();
    const asked = () => message("A question", [], { pinged: { role: ROLE } });
    await outbox.post(DESK, asked());
    await outbox.post(DESK, asked());
    expect(fake.written(DESK)).toHaveLength(1);
  });

  it("is posted once where the first answer is an error", async () => {
    const { fake, outbox } = await openedOutbox();
    fake.fail({ path: /messages$/, status: 500 });
    await outbox.post(DESK, message("A question"));
    expect(fake.written(DESK)).toHaveLength(1);
  });

  it("is posted after one that Discord refused as if the token were wrong", async () => {
    const { fake, outbox } = await openedOutbox();
    fake.fail({ path: /messages$/, status: 401 });
    await expect(outbox.post(DESK, message("A question"))).rejects.toThrow(DESK);
    await outbox.post(DESK, message("Another"));
    expect(fake.written(DESK)).toMatchObject([{ content: "Another" }]);
  });

  it.each<[string, string, (fake: FakeDiscord) => void]>([
    ["is not seen", "View Channel", (fake) => fake.forbid(DESK, "view")],
    ["accepts none", "Send Messages", (fake) => fake.forbid(DESK, "send")],
    ["is gone", "correct its ID", (fake) => fake.deleteChannel(DESK)],
    [
      "is out of order",
      "discordstatus.com",
      (fake) => fake.fail({ path: /./, status: 503, times: 9 }),
    ],
  ])("that %s fails with the channel and the remedy: %s", async (_, remedy, spoil) => {
    const { fake, outbox } = await openedOutbox();
    spoil(fake);
    const said = await faultOf(() => outbox.post(DESK, message("A question")));
    expect(said).toContain(DESK);
    expect(said).toContain(remedy);
  });
});

describe("a direct message", () => {
  it("reaches the member", async () => {
    const { fake, outbox } = await openedOutbox();
    expect(await outbox.tell(USER_ID, message("Your question was answered."))).toBe(true);
    expect(fake.told(USER_ID)).toMatchObject([{ content: "Your question was answered." }]);
    expect(fake.faults).toEqual([]);
  });

  it("is known not to be accepted; any other failure is an error", async () => {
    const { fake, outbox } = await openedOutbox();
    fake.closeDirect(USER_ID);
    expect(await outbox.tell(USER_ID, message("Hello"))).toBe(false);
    for (const [status, code] of [
      [403, 50_278],
      [404, 10_013],
      [400, 50_033],
    ] as const) {
      fake.fail({ path: /^\/users/, status, body: { code } });
      expect(await outbox.tell(USER_ID, message("Hello"))).toBe(false);
    }
    fake.fail({ path: /^\/users/, status: 403, body: { code: 40_003 } });
    await expect(outbox.tell(USER_ID, message("Hello"))).rejects.toThrow();
  });
});
