/** @module The file `footnote.yaml`: read, validated, and converted to the settings of its collections. */

import { basename, dirname, join, resolve } from "node:path";
import { isAbsent, messageOf } from "../errors.ts";
import { sha256 } from "../hash.ts";
import { type CollectionEntry, CollectionsFile } from "./collections-schema.ts";
import { type CollectionSettings, EVERYONE } from "./collections.ts";
import type { SourceSettings } from "./sources.ts";
import { parseYaml, readFileText, type YamlFault } from "./yaml-file.ts";

/** The collections, or the faults of the file: each a sentence for the operator, with its line where it has one. */
export type ReadCollections =
  { readonly collections: readonly CollectionSettings[] } | { readonly faults: readonly string[] };

/** More than 10,000 collections need. */
const MOST_MB = 10;

/**
 * Reads a file of collections; the folders that it names are relative to its own.
 * @param indexDir the folder that holds the index and the copy of each.
 */
export function readCollections(file: string, indexDir: string): ReadCollections {
  const name = basename(file);
  try {
    const { text } = readFileText(file, MOST_MB);
    return parseCollections(text, { name, folder: dirname(file), indexDir });
  } catch (error) {
    const found = isAbsent(error) ? `there is no file ${file}` : messageOf(error);
    return { faults: [`${name}: ${found}`] };
  }
}

interface Place {
  /** The name of the file, in faults. */
  readonly name: string;
  readonly folder: string;
  readonly indexDir: string;
}

function parseCollections(text: string, { name, folder, indexDir }: Place): ReadCollections {
  const parsed = parseYaml(text, {
    name,
    schema: CollectionsFile,
    conflictsOf: ({ collections }) => [
      ...conflictsOf(collections),
      ...nestingsOf(collections, folder),
    ],
  });
  if ("faults" in parsed) return parsed;
  return { collections: Object.entries(parsed.data.collections).map(settingsIn(folder, indexDir)) };
}

type Entries = Readonly<Record<string, CollectionEntry>>;

/** Finds places that two collections claim, for members of one role or for all. */
function conflictsOf(entries: Entries): YamlFault[] {
  const claimed = new Map<string, string>();
  return Object.entries(entries).flatMap(([id, { audience }]) =>
    claimsOf(audience).flatMap(({ place, role }) => {
      const key = `${place} ${role}`;
      const other = claimed.get(key);
      claimed.set(key, other ?? id);
      if (other === undefined || other === id) return [];
      const members = role === "" ? "" : ` for the role ${role}`;
      const message = `${place} is served by ${other} already${members}: name it in one of the two`;
      return [{ path: ["collections", id, "audience"], message }];
    }),
  );
}

/** Finds folders that are, or are inside, the folder of another collection, which would quote their documents to its own audience. */
function nestingsOf(entries: Entries, root: string): YamlFault[] {
  const folders = Object.entries(entries).flatMap(([id, { source }]) =>
    source.folder === undefined ? [] : [{ id, folder: resolve(root, source.folder) }],
  );
  return folders.flatMap(({ id, folder }, at) => {
    const around = [folder, ...parentsOf(folder)];
    const owner = folders.find(
      (other, index) =>
        other.id !== id && around.includes(other.folder) && (other.folder !== folder || index < at),
    );
    if (owner === undefined) return [];
    const message = `${folder} is read by ${owner.id} too: give each a folder of its own`;
    return [{ path: ["collections", id, "source"], message }];
  });
}

function parentsOf(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [] : [parent, ...parentsOf(parent)];
}

function claimsOf({ isEveryone, servers, channels, roles }: CollectionEntry["audience"]) {
  if (isEveryone === false) return [];
  const places = [
    ...(isEveryone === true ? ["everyone"] : []),
    ...servers.map((server) => `the server ${server}`),
    ...channels.map((channel) => `the channel ${channel}`),
  ];
  const named = places.length === 0 ? ["every server"] : places;
  return named.flatMap((place) =>
    (roles.length === 0 ? [""] : roles).map((role) => ({ place, role })),
  );
}

/** Returns a function that converts an entry of the file. */
const settingsIn =
  (folder: string, indexDir: string) =>
  ([id, entry]: readonly [string, CollectionEntry]): CollectionSettings => {
    const { audience, source, ...settings } = entry;
    const own = join(indexDir, "collections", id, originKeyOf(source));
    return {
      ...settings,
      id,
      indexDir: join(own, "index"),
      source: sourceOf(source, folder, join(own, "copy")),
      audience: { ...EVERYONE, ...audience, isEveryone: audience.isEveryone === true },
    };
  };

/**
 * Returns a key that differs for other documents, so that an index of those that the name stood for before is never served
 * to the audience of these.
 */
function originKeyOf({ folder, git, branch, subfolder, pages }: CollectionEntry["source"]): string {
  const hosts = pages && [...new Set(pages.map((page) => new URL(page).host))].toSorted();
  return sha256(JSON.stringify([folder, git, branch, subfolder, hosts])).slice(0, 8);
}

function sourceOf(
  {
    folder,
    git,
    pages,
    subfolder,
    branch,
    permalink,
    every,
    private: isPrivate = false,
    watch = true,
  }: CollectionEntry["source"],
  root: string,
  copy: string,
): SourceSettings {
  const remote = { copy, private: isPrivate, every };
  if (git !== undefined)
    return { kind: "git", url: git, branch, folder: subfolder, permalink, ...remote };
  if (pages !== undefined) return { kind: "pages", pages: [...new Set(pages)], ...remote };
  return { kind: "folder", folder: resolve(root, folder ?? ""), watch };
}
