/** @module Contract of `Transport`: the tests that every transport passes. */

import { describe, expect, it } from "vitest";
import type { Transport, TransportFault } from "../../src/interactions/transport.ts";
import { message } from "../../src/reply/message.ts";

/** A message as its readers see it. */
export interface Seen {
  readonly content: string;
  readonly isPrivate: boolean;
}

export interface Fixture {
  readonly transport: Transport;
  /** Returns all messages that are shown, oldest first. */
  readonly seen: () => readonly Seen[];
  /** Makes every next request for a message fail in this way; a passing fault has no name. */
  readonly fail: (fault: TransportFault | undefined) => void;
  /** Whether replies and refusals can be private. */
  readonly hasPrivacy: boolean;
}

/** Runs the contract on transports, each for a use of its own. */
export function transportContract(name: string, open: () => Promise<Fixture>): void {
  const acknowledged = async (manner: "open" | "private" = "open"): Promise<Fixture> => {
    const fixture = await open();
    await fixture.transport.acknowledge(manner);
    return fixture;
  };
  const texts = ({ seen }: Fixture): string[] => seen().map(({ content }) => content);

  describe(`${name}, as a transport`, () => {
    it("shows nothing with the acknowledgement, and then the message", async () => {
      const fixture = await acknowledged();
      expect(texts(fixture)).toEqual([]);
      await fixture.transport.edit(message("The answer"));
      expect(fixture.seen()).toEqual([{ content: "The answer", isPrivate: false }]);
    });

    it("keeps a private reply private", async () => {
      const fixture = await acknowledged("private");
      await fixture.transport.edit(message("The answer"));
      expect(fixture.seen()).toEqual([{ content: "The answer", isPrivate: fixture.hasPrivacy }]);
    });

    it("takes an acknowledgement that was heard before", async () => {
      const fixture = await acknowledged();
      await fixture.transport.acknowledge("open");
      await fixture.transport.edit(message("The answer"));
      expect(texts(fixture)).toEqual(["The answer"]);
    });

    it("shows a message once, however often it is sent", async () => {
      const fixture = await acknowledged();
      const shown = message("The answer");
      await fixture.transport.edit(shown);
      await fixture.transport.edit(shown);
      await fixture.transport.beside(message("A notice"));
      await fixture.transport.edit(shown);
      expect(texts(fixture)).toEqual(["The answer", "A notice"]);
    });

    it("shows a message beside another without a change of that", async () => {
      const fixture = await acknowledged();
      await fixture.transport.edit(message("The answer"));
      await fixture.transport.beside(message("A notice"));
      expect(fixture.seen()).toEqual([
        { content: "The answer", isPrivate: false },
        { content: "A notice", isPrivate: fixture.hasPrivacy },
      ]);
    });

    it("refuses privately, or in silence", async () => {
      const fixture = await open();
      await fixture.transport.refuse(message("Not here"));
      const private_ = [{ content: "Not here", isPrivate: true }];
      expect(fixture.seen()).toEqual(fixture.hasPrivacy ? private_ : []);
    });

    it.each(["expired", "gone", "invalid"] as const)(
      "rejects with an error that is %s, and shows nothing",
      async (fault) => {
        const fixture = await acknowledged();
        fixture.fail(fault);
        for (const show of ["edit", "beside"] as const) {
          const error: unknown = await fixture.transport[show](message("Lost")).catch(
            (rejected: unknown) => rejected,
          );
          expect(error).toBeInstanceOf(Error);
          expect(fixture.transport.faultOf?.(error)).toBe(fault);
        }
        expect(texts(fixture)).toEqual([]);
      },
    );

    it("rejects with an error of no such kind where the request can be sent again", async () => {
      const fixture = await acknowledged();
      fixture.fail(undefined);
      const error: unknown = await fixture.transport
        .edit(message("Late"))
        .catch((rejected: unknown) => rejected);
      expect(error).toBeInstanceOf(Error);
      expect(fixture.transport.faultOf?.(error)).toBeUndefined();
    });

    it("posts openly in the channel, where it can", async () => {
      const fixture = await acknowledged("private");
      if (!fixture.transport.elsewhere) return;
      await fixture.transport.elsewhere(message("The result"));
      expect(fixture.seen()).toEqual([{ content: "The result", isPrivate: false }]);
    });
  });
}
