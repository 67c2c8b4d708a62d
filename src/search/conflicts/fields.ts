/** @module What a date tells, each field only where it is written, and whether two dates agree. */

/** Each field as a range of what it may be: a year alone is [1936, 1936], the 1920s are [1920, 1929]. */
export type DateFields = { readonly [Field in FieldName]?: readonly [number, number] };

/** `month` from 1, `weekday` 0 for Sunday, `minute` of the day. */
export type FieldName = "year" | "month" | "day" | "weekday" | "minute";

export interface FoundDate {
  readonly fields: DateFields;
  /** The index of the first token after it. */
  readonly to: number;
}

/** A date of one field. */
export const only = (field: FieldName, value: number, to: number): FoundDate => ({
  fields: { [field]: [value, value] },
  to,
});

/** `same` where all that both tell agrees, `other` where some of it does not, `apart` where they share no field. */
export function compareDates(a: DateFields, b: DateFields): "same" | "other" | "apart" {
  const shared = FIELDS.flatMap((field) => {
    const [x, y] = [a[field], b[field]];
    return x && y ? [x[0] <= y[1] && y[0] <= x[1]] : [];
  });
  if (shared.length === 0) return "apart";
  return shared.every(Boolean) ? "same" : "other";
}

const FIELDS: readonly FieldName[] = ["year", "month", "day", "weekday", "minute"];
