/** @module Failures of a fetch, explained from the messages of git in the locale C. */

import { UserError } from "../../base/errors.ts";
import type { Origin } from "../../base/config/git-origin.ts";

interface Explanation {
  readonly pattern: RegExp;
  readonly expected: (origin: Origin) => string;
  readonly found: string;
  readonly remedy: string;
}

const REPOSITORY = ({ url }: Origin): string => `a git repository at ${url}`;
const CHECK_ADDRESS = "Check the address in a browser or with git ls-remote.";

/** The first that fits is taken. */
const EXPLANATIONS: readonly Explanation[] = [
  {
    pattern: /couldn't find remote ref HEAD/,
    expected: ({ url }) => `a commit in the repository at ${url}`,
    found: "none: it is empty, or its default branch is missing",
    remedy: "Push a commit, or name a branch.",
  },
  {
    pattern: /couldn't find remote ref/,
    expected: ({ url, ref }) => `the branch ${ref.replace("refs/heads/", "")} at ${url}`,
    found: "no branch of this name",
    remedy: "Correct the name of the branch; if it was deleted, name another.",
  },
  {
    pattern:
      /could not read (?:Username|Password)|Authentication failed|Permission denied \(|returned error: 40[137]/,
    expected: ({ url }) => `to read the repository at ${url} without a password`,
    found: "that it asks for one, or refuses the key",
    remedy:
      "Check the address. A private repository is read by ssh, with a key that may only read: ssh://git@host/group/docs.git.",
  },
  {
    pattern: /returned error: 30\d|unable to update url base from redirection/,
    expected: REPOSITORY,
    found: "a redirect: it has moved",
    remedy: "Open the address in a browser, and use the one to which it leads.",
  },
  {
    pattern: /Host key verification failed/,
    expected: ({ host }) => `the key of ${host} to be known to ssh`,
    found: "another key or none",
    remedy: "Compare the key with the one that the host publishes, and add it to known_hosts.",
  },
  {
    pattern: /dumb http transport does not support/,
    expected: ({ url }) => `a git server at ${url}`,
    found: "plain files of a repository",
    remedy: "Serve it by git http-backend or a git host.",
  },
  {
    pattern: /detected dubious ownership/,
    expected: REPOSITORY,
    found: "one that belongs to another user of this machine",
    remedy: "Let the user that runs Footnote own it, or use a bare clone of that user.",
  },
  {
    pattern:
      /does not appear to be a git repository|[Rr]epository .*not found|not valid: is this a git repository|returned error: 4\d\d|no such file or directory|server response/i,
    expected: REPOSITORY,
    found: "none",
    remedy: CHECK_ADDRESS,
  },
  {
    pattern: /corruption on the remote side/,
    expected: ({ url }) => `a whole repository at ${url}`,
    found: "one with missing or damaged objects",
    remedy: "Repair it there (git fsck finds them), or push to a new one.",
  },
  {
    pattern: /No space left on device/,
    expected: () => "space on the disk for the copy",
    found: "none left",
    remedy: "Free some, or name a smaller repository.",
  },
];

/** Returns the error of a failed fetch. */
export function explainFetch(complaint: string, origin: Origin): UserError {
  const lines = complaint.split("\n").map(withoutProgress);
  const cause = lines.join("\n").trim();
  const known = EXPLANATIONS.find(({ pattern }) => pattern.test(cause));
  if (known) {
    const { expected, found, remedy } = known;
    return new UserError({ expected: expected(origin), found, remedy }, { cause });
  }
  const fault = lines.find((line) => /^(?:fatal|error|ssh): /.test(line));
  return new UserError(
    {
      expected: `to fetch from ${origin.url}`,
      found: fault?.replace(/^\w+: |\.$/g, "").slice(0, 200) ?? "that git failed without a reason",
      remedy: "Try again later; the documents of the last sync stay.",
    },
    { cause },
  );
}

/** Returns the end of a line that was written over and over, without control characters. */
const withoutProgress = (line: string): string =>
  (line.trimEnd().split("\r").at(-1) ?? "").replace(/\p{Cc}/gu, " ").trim();
