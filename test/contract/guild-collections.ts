/** @module The contract of the collections that servers manage. */

import { beforeEach, describe, expect, it } from "vitest";
import { sha256 } from "../../src/base/hash.ts";
import { type GuildCollections, OtherFiles } from "../../src/storage/guild-collections.ts";
import { stampOf } from "../../src/storage/kept-changes.ts";
import { faultOf } from "../support/fault.ts";

/** Small ones. */
const QUOTAS = { documents: 3, passages: 100, bytes: 100, builds: 2 };
const FAR = new Date("2999-01-01");

const files = (text: string, sidecar?: string) => ({
  content: Buffer.from(text),
  sidecar: sidecar === undefined ? undefined : Buffer.from(sidecar),
});

let last = Date.now();

/** Returns the ID of a guild that no other test has. */
export const freshGuild = (): string => String((last += 1));

/** Describes a kind of them; `open` returns one that other tests may share. */
export function describeGuilds(kind: string, open: () => Promise<GuildCollections>): void {
  describe(`collections of servers: ${kind}`, () => {
    let guilds: GuildCollections;
    let guildId = "";
    let id = "";
    beforeEach(async () => {
      guilds = await open();
      guildId = freshGuild();
      id = `guild-${guildId}`;
    });

    const put = (path: string, text: string, sidecar?: string) =>
      guilds.uploads(id).put(path, files(text, sidecar), QUOTAS);
    const paths = async () => (await guilds.uploads(id).list()).map(({ path }) => path);

    it("finds none until one is made, and then the same one always", async () => {
      expect(await guilds.find(guildId)).toBeUndefined();
      expect(await guilds.get(id)).toBeUndefined();
      const made = await Promise.all([guilds.ensure(guildId), guilds.ensure(guildId)]);
      expect(new Set(made.map((one) => one.id))).toEqual(new Set([id]));
      const found = await guilds.find(guildId);
      expect(found).toMatchObject({ id, guildId, settings: { source: { kind: "uploads" } } });
      expect(found?.leftAt).toBeUndefined();
      expect(await guilds.get(id)).toEqual(found);
    });

    it("changes settings, each change after the one before", async () => {
      await guilds.ensure(guildId);
      const answerIn = (channel: string) =>
        guilds.configure(id, (settings) => {
          const { community } = settings;
          const channels = [...community.answerIn, channel];
          return { ...settings, community: { ...community, answerIn: channels } };
        });
      await Promise.all(["1", "2", "3"].map(answerIn));
      const git = { kind: "git", url: "https://example.org/docs.git" } as const;
      const changed = await guilds.configure(id, (settings) => ({ ...settings, source: git }));
      expect(changed.settings.source).toEqual(git);
      const found = await guilds.find(guildId);
      expect(found).toEqual(changed);
      expect(found?.settings.community.answerIn.toSorted()).toEqual(["1", "2", "3"]);
    });

    it.each(["http://example.org/a.git", "https://me:word@example.org/a.git", "file:///etc"])(
      "refuses a repository at %s",
      async (url) => {
        const before = await guilds.ensure(guildId);
        const source = { kind: "git", url } as const;
        await faultOf(() => guilds.configure(id, (settings) => ({ ...settings, source })));
        expect(await guilds.find(guildId)).toEqual(before);
      },
    );

    it("changes nothing of a collection that is not there", async () => {
      expect(await faultOf(() => guilds.configure(id, (settings) => settings))).toContain(id);
      expect(await faultOf(() => put("a.md", "x"))).toContain(id);
      expect(await faultOf(paths)).toContain(id);
      expect(await faultOf(() => guilds.countBuild(id, QUOTAS))).toContain(id);
      expect(await guilds.get(id)).toBeUndefined();
      expect(await guilds.remains(id)).toEqual({});
    });

    it("keeps documents with their sidecars byte for byte, and replaces them", async () => {
      await guilds.ensure(guildId);
      await put("b.md", "b\u0000\r\n");
      await put("a.pdf", "pdf", "title: A");
      expect((await paths()).toSorted()).toEqual(["a.pdf", "b.md"]);
      expect(await guilds.uploads(id).read("a.pdf")).toEqual(files("pdf", "title: A"));
      expect(await guilds.uploads(id).read("b.md")).toEqual(files("b\u0000\r\n"));
      await put("a.pdf", "other");
      expect(await guilds.uploads(id).read("a.pdf")).toEqual(files("other"));
      await guilds.uploads(id).remove("b.md");
      await guilds.uploads(id).remove("none.md");
      expect(await paths()).toEqual(["a.pdf"]);
      expect(await guilds.uploads(id).read("b.md")).toBeUndefined();
      expect(await guilds.uploads(id).hashOf("b.md")).toBeUndefined();
      expect(await guilds.uploads(id).hashOf("a.pdf")).toBe(sha256("other"));
    });

    it("gives another fingerprint to changed bytes, and to a changed sidecar", async () => {
      await guilds.ensure(guildId);
      const fingerprint = async () => (await guilds.uploads(id).list())[0]?.fingerprint;
      const seen: unknown[] = [];
      for (const [text, sidecar] of [["a", "b"], ["a", "c"], ["a"], ["d"]] as const) {
        await put("a.pdf", text, sidecar);
        seen.push(await fingerprint());
      }
      expect(new Set(seen).size).toBe(4);
      await put("a.pdf", "a", "b");
      expect(await fingerprint()).toBe(seen[0]);
    });

    it("keeps the last change with the files from before it", async () => {
      await guilds.ensure(guildId);
      const { changes } = guilds.uploads(id);
      expect(await changes.last()).toBeUndefined();
      const change = { id: "a", kind: "replaced", path: "a.pdf", after: "stamp" } as const;
      await changes.push({ ...change, before: files("old", "title: Old") });
      await changes.push({ ...change, id: "b", before: files("new") });
      expect(await changes.last()).toEqual({ ...change, id: "b", before: files("new") });
      await changes.drop("none");
      expect((await changes.last())?.id).toBe("b");
      await changes.drop("b");
      expect((await changes.last())?.id).not.toBe("b");
    });

    it("refuses a document above the quotas, and changes nothing", async () => {
      await guilds.ensure(guildId);
      expect(await put("a.pdf", "x".repeat(50), "y".repeat(40))).toBeUndefined();
      expect(await put("b.md", "x".repeat(11))).toEqual({ quota: "bytes", used: 90, most: 100 });
      expect(await put("a.pdf", "x".repeat(100))).toBeUndefined();
      expect(await put("a.pdf", "x")).toBeUndefined();
      await put("b.md", "x");
      await put("c.md", "x");
      expect(await put("d.md", "x")).toEqual({ quota: "documents", used: 3, most: 3 });
      expect(await put("c.md", "yy")).toBeUndefined();
      expect(await guilds.usage(id)).toEqual({ documents: 3, bytes: 4, passages: 0, builds: 0 });
    });

    it("puts a document only in the place of the files that it was made for", async () => {
      await guilds.ensure(guildId);
      const uploads = guilds.uploads(id);
      const stamps = [stampOf({ content: undefined, sidecar: undefined })];
      for (const [text, sidecar] of [["a"], ["a", "b"], ["c"]] as const) {
        const given = files(text, sidecar);
        const stale = stamps
          .slice(0, -1)
          .map((stamp) => uploads.put("a.pdf", given, QUOTAS, stamp));
        for (const one of stale) await expect(one).rejects.toBeInstanceOf(OtherFiles);
        expect(await uploads.put("a.pdf", given, QUOTAS, stamps.at(-1))).toBeUndefined();
        stamps.push(stampOf(given));
      }
      expect(await uploads.read("a.pdf")).toEqual(files("c"));
    });

    it("lets a collection above a lowered quota shrink, but not grow", async () => {
      await guilds.ensure(guildId);
      await put("a.md", "x".repeat(80));
      const lower = { ...QUOTAS, bytes: 10 };
      const uploads = guilds.uploads(id);
      expect(await uploads.put("a.md", files("x".repeat(20)), lower)).toBeUndefined();
      expect(await uploads.put("a.md", files("x".repeat(21)), lower)).toMatchObject({ used: 20 });
    });

    it("lets no two uploads at once pass a quota together", async () => {
      await guilds.ensure(guildId);
      const names = ["a", "b", "c", "d", "e", "f", "g"];
      const faults = await Promise.all(names.map((name) => put(`${name}.md`, "x")));
      expect(faults.filter((fault) => fault === undefined)).toHaveLength(3);
      expect(await paths()).toHaveLength(3);
      const large = await Promise.all((await paths()).map((path) => put(path, "x".repeat(60))));
      expect(large.filter((fault) => fault === undefined)).toHaveLength(1);
      expect((await guilds.usage(id)).bytes).toBe(62);
    });

    it("counts the builds of a day up to the quota, also at once", async () => {
      await guilds.ensure(guildId);
      const begun = await Promise.all([1, 2, 3, 4].map(() => guilds.countBuild(id, QUOTAS)));
      const fault = { quota: "builds", used: 2, most: 2 };
      expect(begun.filter((one) => one !== undefined)).toEqual([fault, fault]);
      expect((await guilds.usage(id)).builds).toBe(2);
    });

    it("keeps those of other servers apart", async () => {
      const other = freshGuild();
      await guilds.ensure(guildId);
      await guilds.ensure(other);
      await put("a.md", "x");
      await guilds.countBuild(id, QUOTAS);
      expect(await guilds.uploads(`guild-${other}`).list()).toEqual([]);
      expect(await guilds.usage(`guild-${other}`)).toMatchObject({ documents: 0, builds: 0 });
    });

    const has = (listed: readonly { readonly id: string }[]) => listed.some((one) => one.id === id);

    it("notes when the bot was removed, once, until it is added again", async () => {
      await guilds.leave(guildId);
      expect(await guilds.find(guildId)).toBeUndefined();
      await guilds.ensure(guildId);
      expect(has(await guilds.unseenSince(FAR, 10_000))).toBe(true);
      await guilds.leave(guildId);
      const { leftAt } = (await guilds.find(guildId)) ?? {};
      expect(leftAt).toBeInstanceOf(Date);
      await guilds.leave(guildId);
      expect((await guilds.find(guildId))?.leftAt).toEqual(leftAt);
      expect(has(await guilds.leftBefore(FAR, 10_000))).toBe(true);
      expect(has(await guilds.leftBefore(new Date(0), 10_000))).toBe(false);
      expect(has(await guilds.unseenSince(FAR, 10_000))).toBe(false);
      await guilds.enter(guildId);
      expect((await guilds.find(guildId))?.leftAt).toBeUndefined();
      expect(has(await guilds.leftBefore(FAR, 10_000))).toBe(false);
      expect(has(await guilds.unseenSince(new Date(0), 10_000))).toBe(false);
    });

    it("counts them, and lists them in pages", async () => {
      const before = await guilds.count();
      await guilds.ensure(guildId);
      const others = [freshGuild(), freshGuild()];
      for (const one of others) await guilds.ensure(one);
      await guilds.leave(guildId);
      const after = await guilds.count();
      expect([after.all - before.all, after.left - before.left]).toEqual([3, 1]);
      const page = await guilds.page(id, 2);
      expect(page.map((one) => one.guildId)).toEqual(others);
    });

    it("erases everything, many times, and begins empty again", async () => {
      for (let time = 0; time < 3; time += 1) {
        await guilds.ensure(guildId);
        await put("a.md", "x");
        await guilds.configure(id, (settings) => ({ ...settings, language: "de" }));
        await guilds.countBuild(id, QUOTAS);
        await guilds.leave(guildId);
        expect(await guilds.remains(id)).toMatchObject({ guild_collection: 1 });
        await guilds.erase(id);
        expect(await guilds.remains(id)).toEqual({});
        expect(await guilds.find(guildId)).toBeUndefined();
        expect(await faultOf(paths)).toContain(id);
      }
      await guilds.erase(id);
      const { settings } = await guilds.ensure(guildId);
      expect(settings.language).toBeUndefined();
      expect(await guilds.usage(id)).toEqual({ documents: 0, bytes: 0, passages: 0, builds: 0 });
    });
  });
}
