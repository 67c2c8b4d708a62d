/** @module Syncs that fail, and attacks on them: the error says what to do, and the copy stays as it was. */

import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmod, mkdir, readdir, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { GitSettings } from "../../../src/base/config/sources.ts";
import { type GitOptions, openGit } from "../../../src/sources/git/source.ts";
import { listFiles, type Source } from "../../../src/sources/source.ts";
import { faultOf } from "../../support/fault.ts";
import { createRepository, serve, serveGit, settingsFor, sharedFolder } from "../../support/git.ts";

const { lookup } = vi.hoisted(() => ({ lookup: vi.fn() }));
vi.mock("node:dns/promises", async (original) => {
  const dns = await original<typeof import("node:dns/promises")>();
  lookup.mockImplementation(dns.lookup);
  return { ...dns, lookup };
});
afterEach(() => vi.unstubAllEnvs());

const root = await sharedFolder();
const origin = createRepository(join(root, "docs.git"));
let copies = 0;

const newCopy = (): string => join(root, `copy-${(copies += 1)}`);
const open = (given: Partial<GitSettings> = {}, options?: GitOptions): Source =>
  openGit(settingsFor({ url: origin.url, copy: newCopy(), ...given }), options);
const syncFault = (source: Source): Promise<string> => faultOf(async () => source.sync?.());
const textIn = async (source: Source): Promise<string> => {
  await listFiles(source);
  return (await source.read("a.md")).content.toString();
};

/** All files of a copy with their sizes. */
async function filesIn(copy: string): Promise<readonly string[]> {
  const names = await readdir(copy, { recursive: true });
  const sizes = await Promise.all(
    names.map(async (name) => `${name} ${(await stat(join(copy, name))).size}`),
  );
  return sizes.toSorted();
}

/** Syncs one text, then tries to sync from elsewhere or more; expects the first text and nothing else in the copy. */
async function expectUnchanged(
  fail: () => { readonly given?: Partial<GitSettings>; readonly options?: GitOptions },
): Promise<string> {
  origin.commit({ "a.md": "One." });
  const copy = newCopy();
  await open({ copy }).sync?.();
  const before = await filesIn(copy);
  const { given, options } = fail();
  const fault = await syncFault(open({ copy, ...given }, options));
  expect(await filesIn(copy)).toEqual(before);
  expect(await textIn(open({ copy }))).toBe("One.");
  return fault;
}

describe("a sync that fails changes nothing", () => {
  test("with more bytes than its limit", async () => {
    const fault = await expectUnchanged(() => {
      origin.commit({ "a.md": "Two.", "b.png": randomBytes(1_100_000) });
      return { options: { limits: { bytes: 1_000_000 } } };
    });
    expect(fault).toContain("at most 1 MB");
  });

  test("with more documents than its limit", async () => {
    const fault = await expectUnchanged(() => {
      origin.commit({ "a.md": "Two.", "b.md": "x", "c.md": "x", "d.png": "x" });
      return { options: { limits: { documents: 2 } } };
    });
    expect(fault).toMatch(/at most 2 documents; found 3\..*\(subfolder: in footnote\.yaml\)/);
  });

  test.each<[string, Partial<GitSettings>, RegExp]>([
    ["a branch that is gone", { branch: "old" }, /the branch old .* no branch of this name/],
    ["a repository that is gone", { url: `file://${root}/none.git` }, /found none\. Check/],
  ])("from %s", async (_, given, expected) => {
    expect(await expectUnchanged(() => ({ given }))).toMatch(expected);
  });

  test("when the branch is deleted, or has no documents in the folder any more", async () => {
    origin.commit({ "docs/a.md": "One." }, "old");
    const source = open({ branch: "old", folder: "docs" });
    await source.sync?.();
    origin.commit({ "other/a.md": "Two." }, "old");
    expect(await syncFault(source)).toMatch(/the folder docs.*Correct subfolder:/);
    origin.git("update-ref", "-d", "refs/heads/old");
    expect(await syncFault(source)).toContain("no branch of this name");
    expect(await textIn(source)).toBe("One.");
  });

  test("from an empty repository", async () => {
    const { url } = createRepository(join(root, "empty.git"));
    expect(await syncFault(open({ url }))).toContain("it is empty");
  });

  test.each<[number, Record<string, string>, RegExp]>([
    [401, { "WWW-Authenticate": 'Basic realm="x"' }, /without a password.*ssh:\/\//],
    [403, {}, /without a password/],
    [404, {}, /expected a git repository at http/i],
    [500, {}, /returned error: 500/],
  ])("from a server that answers %s", async (status, headers, expected) => {
    const url = await serve((_, response) => void response.writeHead(status, headers).end());
    const source = open({ url: `${url}/docs.git` });
    expect(await syncFault(source)).toMatch(expected);
    expect(await faultOf(() => listFiles(source))).toContain("none yet");
  });

  test("from plain files of a repository", async () => {
    origin.git("update-server-info");
    const url = await serve((request, response) => {
      const name = (request.url ?? "").split("?")[0] ?? "";
      readFile(root + name).then(
        (content) => response.end(content),
        () => response.writeHead(404).end(),
      );
    });
    expect(await syncFault(open({ url: `${url}/docs.git` }))).toContain("git http-backend");
  });

  test("from a server that never answers, within its time", async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const url = await serve((request) => void (closed = once(request.socket, "close")));
    const source = open({ url: `${url}/docs.git` }, { limits: { seconds: 0.5 } });
    expect(await syncFault(source)).toContain("at most 1 min");
    await closed;
  });

  test("when it is stopped", async () => {
    const stop = new AbortController();
    const url = await serve(() => stop.abort(new Error("stopped")));
    await expect(open({ url: `${url}/docs.git` }).sync?.(stop.signal)).rejects.toThrow("stopped");
  });

  test("beside another one", async () => {
    const stop = new AbortController();
    const copy = newCopy();
    let tell = (): void => {};
    const asked = new Promise<void>((resolve) => (tell = resolve));
    const url = await serve(() => tell());
    const first = open({ url: `${url}/docs.git`, copy }).sync?.(stop.signal);
    await asked;
    expect(await syncFault(open({ copy }))).toContain("one sync at a time");
    stop.abort(new Error("stopped"));
    await expect(first).rejects.toThrow("stopped");
  });

  test("without git, or with an old one", async () => {
    const path = newCopy();
    expect(await syncFault(open({}, { path }))).toMatch(/git 2\.37 or later; found none.*Install/);
    await mkdir(path);
    await writeFile(join(path, "git"), "#!/bin/sh\necho git version 2.29.4\n");
    await chmod(join(path, "git"), 0o755);
    expect(await syncFault(open({}, { path }))).toContain("found git version 2.29.4");
  });
});

describe("a copy", () => {
  test("with what a killed git left is cleaned", async () => {
    const copy = newCopy();
    origin.commit({ "a.md": "One." });
    await open({ copy }).sync?.();
    const left = [
      "shallow.lock",
      "config.lock",
      "refs/footnote/fetched.lock",
      "objects/pack/tmp_pack_x",
      "objects/pack/pack-0.keep",
    ].map((name) => join("repository.git", name));
    for (const name of left) await writeFile(join(copy, name), "");
    origin.commit({ "a.md": "Two." });
    await open({ copy }).sync?.();
    expect(await textIn(open({ copy }))).toBe("Two.");
    expect(
      (await readdir(copy, { recursive: true })).filter((name) => left.includes(name)),
    ).toEqual([]);
  });

  test("that is damaged says so, and is fetched again", async () => {
    const copy = newCopy();
    const packs = join(copy, "repository.git", "objects", "pack");
    origin.commit({ "a.md": "One." });
    await open({ copy }).sync?.();
    const pack = (await readdir(packs)).find((name) => name.endsWith(".pack")) ?? "";
    await chmod(join(packs, pack), 0o644);
    await truncate(join(packs, pack), 20);
    expect(await faultOf(() => listFiles(open({ copy })))).toContain("footnote -- sync");
    await open({ copy }).sync?.();
    expect(await textIn(open({ copy }))).toBe("One.");
  });

  test("of other settings is not read", async () => {
    const copy = newCopy();
    origin.commit({ "a.md": "Main." });
    origin.commit({ "a.md": "Other." }, "other");
    await open({ copy }).sync?.();
    const other = open({ copy, branch: "other" });
    expect(await faultOf(() => listFiles(other))).toContain("none yet");
    await other.sync?.();
    expect(await textIn(other)).toBe("Other.");
  });

  test("does not grow for ever", async () => {
    const copy = newCopy();
    const bytes = 150_000;
    for (let push = 0; push < 6; push += 1) {
      origin.commit({ "a.md": `${push}`, "b.png": randomBytes(100_000) });
      await open({ copy }, { limits: { bytes } }).sync?.();
    }
    const sizes = (await filesIn(copy)).map((file) => Number(file.split(" ").at(-1)));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3 * bytes);
    expect(await textIn(open({ copy }))).toBe("5");
  });
});

describe("an attack", () => {
  test("by a hook in the copy does not run", async () => {
    const copy = newCopy();
    origin.commit({ "a.md": "One." });
    await open({ copy }).sync?.();
    const hooks = join(copy, "repository.git", "hooks");
    const mark = join(copy, "ran");
    await mkdir(hooks, { recursive: true });
    await writeFile(join(hooks, "reference-transaction"), `#!/bin/sh\ntouch ${mark}\n`);
    await chmod(join(hooks, "reference-transaction"), 0o755);
    origin.commit({ "a.md": "Two." });
    await open({ copy }).sync?.();
    expect(await readdir(copy)).not.toContain("ran");
  });

  test("by the configuration or the environment of the user has no effect", async () => {
    const home = newCopy();
    const other = createRepository(join(root, "other.git"));
    other.commit({ "a.md": "Other." });
    origin.commit({ "a.md": "One." });
    await mkdir(home);
    const insteadOf = `[url "${other.url}"]\n  insteadOf = ${origin.url}\n`;
    await writeFile(join(home, ".gitconfig"), insteadOf);
    vi.stubEnv("HOME", home);
    vi.stubEnv("GIT_CONFIG_COUNT", "1");
    vi.stubEnv("GIT_CONFIG_KEY_0", `url.${other.url}.insteadOf`);
    vi.stubEnv("GIT_CONFIG_VALUE_0", origin.url);
    const source = open();
    await source.sync?.();
    expect(await textIn(source)).toBe("One.");
  });

  test("by a redirect is not followed", async () => {
    let reached = 0;
    const inner = await serve((_, response) => void response.end(String((reached += 1))));
    for (const target of [inner, "http://169.254.169.254"]) {
      const url = await serve((request, response) =>
        response.writeHead(302, { Location: target + request.url }).end(),
      );
      expect(await syncFault(open({ url: `${url}/docs.git` }))).toContain("it has moved");
    }
    expect(reached).toBe(0);
  });

  test("by an address of this machine is refused unless it is allowed", async () => {
    const url = `${await serveGit(root)}/docs.git`.replace("127.0.0.1", "localhost");
    origin.commit({ "a.md": "One." });
    expect(await syncFault(open({ url, private: false }))).toContain("private: true");
    await expect(open({ url }).sync?.()).resolves.toMatchObject({ isChanged: true });
    const ssh = "ssh://git@localhost/docs.git";
    expect(await syncFault(open({ url: ssh, private: false }))).toContain("private: true");
  });

  test("by a name that resolves to another address later reaches only the checked one", async () => {
    const url = `${await serveGit(root)}/docs.git`.replace("127.0.0.1", "docs.invalid");
    lookup.mockResolvedValueOnce([{ address: "127.0.0.1", family: 4 }]);
    const source = open({ url });
    await source.sync?.();
    expect(await textIn(source)).toBe("One.");
  });
});
