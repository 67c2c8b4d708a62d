declare module "fs-native-extensions" {
  /** Whether the kernel granted the lock on the open file; it ends with the descriptor, so with the process too. */
  export function tryLock(fd: number, options?: { readonly shared?: boolean }): boolean;
  export function unlock(fd: number): void;
}
