/** @module The settings of sources, as plain values that a child process can be given. */

/** The origin of a collection's documents. Paths are absolute. */
export type SourceSettings = FolderSettings | GitSettings | PagesSettings | UploadsSettings;

/** Documents that members of a server uploaded, in the database. */
export interface UploadsSettings {
  readonly kind: "uploads";
}

export interface FolderSettings {
  readonly kind: "folder";
  readonly folder: string;
  /** The folder whose documents serve while there are none; only without footnote.yaml. */
  readonly samples?: string | undefined;
  /** Whether a running bot indexes changes of the folder by itself. */
  readonly watch?: boolean | undefined;
}

/** The settings of a source that is copied from elsewhere. */
interface RemoteSettings {
  /** The folder of the local copy, which is private to the source. */
  readonly copy: string;
  /** Whether addresses of this machine and of private networks may be reached. */
  readonly private: boolean;
  /** Seconds between two syncs; undefined where only people and webhooks start them. */
  readonly every?: number | undefined;
}

export interface GitSettings extends RemoteSettings {
  readonly kind: "git";
  /** `https:`, `http:`, `ssh:` or `file:`. */
  readonly url: string;
  /** The default branch of the repository where none is named. */
  readonly branch?: string | undefined;
  /** The folder of the repository that is read; all of it where none is named. */
  readonly folder?: string | undefined;
  /** A template with `{commit}`, `{path}`, `{start}` and `{end}`, where that of the host is not known. */
  readonly permalink?: string | undefined;
  /** Bounds of a copy, where they are not the usual ones. */
  readonly limits?: GitLimits | undefined;
}

/** Bounds of the copy of a repository. */
export interface GitLimits {
  readonly bytes: number;
  /** Of one fetch. */
  readonly seconds: number;
  readonly documents: number;
}

export interface PagesSettings extends RemoteSettings {
  readonly kind: "pages";
  /** Addresses of `https:` or `http:`, each once. */
  readonly pages: readonly string[];
}
