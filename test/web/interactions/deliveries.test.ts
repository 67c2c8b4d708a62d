/** @module Deliveries of one interaction: repeated, broken off and late. */

import { describe, expect, it } from "vitest";
import type { Asked } from "../../../src/discord/answering.ts";
import { giveTurns } from "../../../src/base/turns.ts";
import { faultOf } from "../../../src/discord/rest.ts";
import { openMemoryClaims } from "../../../src/storage/claims.ts";
import {
  type DeliveriesOptions,
  takeDeliveries,
} from "../../../src/web/interactions/deliveries.ts";
import { snowflake } from "../../fake-discord/ids.ts";

const ACKNOWLEDGEMENT = { type: 5 };
const ADDRESS = { token: "t", application_id: "", type: 2, locale: "en" };
const SENT = Promise.resolve();
const broken = (): Promise<void> => {
  const sent = Promise.reject(new Error("the connection ended"));
  sent.catch(() => {});
  return sent;
};

/** Deliveries whose work acknowledges, claims, then counts. */
function opened({ answer: own, ...options }: Partial<DeliveriesOptions> = {}) {
  const id = snowflake();
  const ran: string[] = [];
  const faults: unknown[] = [];
  const answer = async ({ respond, claim, address }: Asked): Promise<void> => {
    await giveTurns(1);
    try {
      await respond(ACKNOWLEDGEMENT);
      if (await claim?.()) ran.push(address.id);
    } catch (error) {
      faults.push(faultOf(error));
    }
  };
  const receive = takeDeliveries({ answer: own ?? answer, claims: openMemoryClaims(), ...options });
  const address = { ...ADDRESS, id };
  const deliver = async (sent = SENT) => {
    const { isNew, response } = receive({ packet: {}, address, sent });
    const made = (await response)();
    return { isNew, status: made.status, body: await made.text() };
  };
  return { deliver, ran, faults };
}

const ANSWERED = { status: 200, body: JSON.stringify(ACKNOWLEDGEMENT) };

describe("an interaction", () => {
  it("that is delivered again, at once or later, gets the same response, and runs once", async () => {
    const { deliver, ran } = opened();
    const both = await Promise.all([deliver(), deliver()]);
    expect([...both, await deliver()]).toEqual([
      { isNew: true, ...ANSWERED },
      { isNew: false, ...ANSWERED },
      { isNew: false, ...ANSWERED },
    ]);
    await giveTurns(100);
    expect(ran).toHaveLength(1);
  });

  it("does not run before those that came in the same moment are acknowledged", async () => {
    const order: string[] = [];
    const answer = async ({ respond, claim, address }: Asked): Promise<void> => {
      await respond(ACKNOWLEDGEMENT);
      order.push(`acknowledged ${address.id}`);
      if (await claim?.()) order.push(`ran ${address.id}`);
    };
    const receive = takeDeliveries({ answer, claims: openMemoryClaims() });
    for (const id of ["1", "2", "3"]) {
      receive({ packet: {}, address: { ...ADDRESS, id }, sent: SENT });
      await giveTurns(2);
    }
    await expect.poll(() => order).toHaveLength(6);
    expect(order.slice(0, 3)).toEqual(["1", "2", "3"].map((id) => `acknowledged ${id}`));
  });

  it("whose connection ends before the response does not run; the next delivery does", async () => {
    const { deliver, ran, faults } = opened();
    await deliver(broken());
    await expect.poll(() => faults).toEqual(["expired"]);
    expect(ran).toEqual([]);
    expect(await deliver()).toMatchObject({ isNew: true, ...ANSWERED });
    await giveTurns(100);
    expect(ran).toHaveLength(1);
  });

  it("runs where one of two deliveries is heard", async () => {
    const { deliver, ran } = opened();
    await Promise.all([deliver(broken()), deliver()]);
    await expect.poll(() => ran).toHaveLength(1);
  });

  it("without an answer in time, or at all, is no success, and its work stops", async () => {
    let go: () => void = () => {};
    const wait = new Promise<void>((resolve) => (go = resolve));
    const faults: unknown[] = [];
    const answer = async ({ respond }: Asked): Promise<void> => {
      await wait;
      await respond(ACKNOWLEDGEMENT).catch((error: unknown) => faults.push(faultOf(error)));
    };
    const { deliver } = opened({ answer, deadline: 5 });
    expect(await deliver()).toMatchObject({ status: 504 });
    go();
    await expect.poll(() => faults).toEqual(["expired"]);
    const silent = opened({ answer: async () => {} });
    expect(await silent.deliver()).toMatchObject({ status: 500 });
    expect(await silent.deliver()).toMatchObject({ isNew: true });
  });
});
