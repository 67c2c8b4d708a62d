/** @module A number with its name. */

export const Figure = ({ name, value }: { readonly name: string; readonly value: number }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value.toLocaleString("en")}</dd>
  </div>
);
