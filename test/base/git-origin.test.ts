/** @module The settings of a git source: refused before git is given them. */

import { describe, expect, test } from "vitest";
import { originOf } from "../../src/base/config/git-origin.ts";
import { reachOf } from "../../src/sources/git/reach.ts";
import { faultOf } from "../support/fault.ts";

const url = "https://example.org/group/docs.git";

describe("the address of a repository", () => {
  test.each([
    "",
    "-uhttps://example.org/a",
    "--upload-pack=touch /tmp/x",
    "ext::sh -c touch% /tmp/x",
    "fd::17/foo",
    "git://example.org/a.git",
    "ftp://example.org/a.git",
    "git@example.org:group/docs.git",
    "/srv/docs.git",
    "https://example.org/a\nb.git",
    "https://example.org/a b.git",
    "https://example.org\\@evil.example/a.git",
    "https://example.org/a.git?x=1",
    "https://example.org/a.git#x",
    "ssh://-oProxyCommand=touch/a.git",
    "ssh://-oProxyCommand=touch@example.org/a.git",
    "ssh://git'x@example.org/a.git",
    "file://host/a.git",
  ])("is refused: %j", async (bad) => {
    expect(await faultOf(() => originOf({ url: bad }))).toMatch(/^Expected the address of a git/);
  });

  test.each([
    "https://user:secret@example.org/a.git",
    "https://secret@example.org/a.git",
    "ssh://git:secret@example.org/a.git",
  ])("with a password is refused without repeating it: %s", async (bad) => {
    const fault = await faultOf(() => originOf({ url: bad }));
    expect(fault).toMatch(/without a name or password.*ssh:\/\//);
    expect(fault).not.toContain("secret");
  });

  test("is named with branch and folder", () => {
    expect(originOf({ url, branch: "main", folder: "/docs/./guide/" })).toMatchObject({
      name: `${url}, branch main, folder docs/guide`,
      ref: "refs/heads/main",
      folder: "docs/guide",
      port: "443",
    });
    expect(originOf({ url }).key).not.toBe(originOf({ url, branch: "main" }).key);
  });
});

test.each([
  "-x",
  "--upload-pack=x",
  "a b",
  "a..b",
  "a:b",
  "a\n",
  "a.lock",
  "/a",
  "a/",
  "@{1}",
  "*",
])("a branch is refused: %j", async (branch) => {
  expect(await faultOf(() => originOf({ url, branch }))).toContain("the name of a branch");
});

test.each(["..", "docs/../..", "docs\n"])("a folder is refused: %j", async (folder) => {
  expect(await faultOf(() => originOf({ url, folder }))).toContain("a folder of the repository");
});

test("a host is pinned to its address, for ssh with the name of its key", async () => {
  const reach = (address: string, isPrivate: boolean) =>
    reachOf(originOf({ url: address }), isPrivate);
  expect(await reach("http://[::1]:8080/a.git", true)).toEqual({
    protocol: "http",
    configuration: ["http.curloptResolve=[::1]:8080:[::1]"],
  });
  const { environment } = await reach("ssh://git@1.1.1.1:2222/a.git", false);
  expect(environment?.GIT_SSH_COMMAND).toContain(
    "-o 'HostName=1.1.1.1' -o 'HostKeyAlias=[1.1.1.1]:2222'",
  );
  expect(environment?.GIT_SSH_COMMAND).toContain("-o 'StrictHostKeyChecking=yes'");
  expect(await reach("file:///srv/a.git", false)).toEqual({ protocol: "file" });
});
