/** @module The small pieces that the tests of Discord's limits are put together from. */

export const x = (length: number): string => "x".repeat(length);

/** As a function of the index, for what must not stand twice. */
export const many = <T>(length: number, of: (index: number) => T): readonly T[] =>
  Array.from({ length }, (_, index) => of(index));

/** A button that is right in all but `more`. */
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
