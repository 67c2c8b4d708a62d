/** @module A model of ONNX with one step: it looks up a row of a table for each token. */

/** A field of a protocol buffer, as bytes. */
type Field = Uint8Array;

const [FLOAT, INT64] = [1, 7];
/** Versions that the runtime reads: of the file's form, and of its operators. */
const [IR, OPERATORS] = [7, 13];

function varint(value: number): Field {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    bytes.push(rest < 128 ? rest : (rest & 127) | 128);
    if (rest < 128) return Uint8Array.from(bytes);
  }
}

const number = (field: number, value: number): Field =>
  Buffer.concat([varint(field << 3), varint(value)]);

function bytes(field: number, content: Field | string): Field {
  const raw = Buffer.from(content);
  return Buffer.concat([varint((field << 3) | 2), varint(raw.length), raw]);
}

const message = (field: number, ...fields: readonly Field[]): Field =>
  bytes(field, Buffer.concat(fields));

/** Describes an input or output of named or fixed lengths. */
const value = (
  field: number,
  name: string,
  type: number,
  shape: readonly (string | number)[],
): Field => {
  const lengths = shape.map((length) =>
    message(1, typeof length === "string" ? bytes(2, length) : number(1, length)),
  );
  const tensor = message(1, number(1, type), message(2, ...lengths));
  return message(field, bytes(1, name), message(2, tensor));
};

/** Returns the file of a model that gives the rows of a table by their numbers. */
export function lookupModel(
  table: Float32Array,
  dimensions: number,
  { input = "input_ids", output = "last_hidden_state" } = {},
): Uint8Array {
  const rows = table.length / dimensions;
  const weights = new Uint8Array(table.buffer, table.byteOffset, table.byteLength);
  const gather = message(
    1,
    bytes(1, "table"),
    bytes(1, input),
    bytes(2, output),
    bytes(4, "Gather"),
  );
  const initializer = message(
    5,
    number(1, rows),
    number(1, dimensions),
    number(2, FLOAT),
    bytes(8, "table"),
    bytes(9, weights),
  );
  const graph = message(
    7,
    gather,
    bytes(2, "lookup"),
    initializer,
    value(11, input, INT64, ["texts", "tokens"]),
    value(12, output, FLOAT, ["texts", "tokens", dimensions]),
  );
  return Buffer.concat([number(1, IR), graph, message(8, number(2, OPERATORS))]);
}
