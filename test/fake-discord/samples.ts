/** @module Parts of the messages in tests of limits. */

export const x = (length: number): string => "x".repeat(length);

/** Returns a list by index, for entries that must differ. */
export const many = <T>(length: number, of: (index: number) => T): readonly T[] =>
  Array.from({ length }, (_, index) => of(index));

/** Returns a valid button, except for `more`. */
export const button = (id: string, more: object = {}): object => ({
  type: 2,
  style: 1,
  label: "l",
  custom_id: id,
  ...more,
});

export const link = { type: 2, style: 5, label: "l", url: "https://example.org" };

export const row = (...components: readonly object[]): object => ({ type: 1, components });
export const said = (content: string): object => ({ type: 10, content });
