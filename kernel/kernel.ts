/**
 * The inner loops over vectors, in AssemblyScript: 128 bits at a time, which JavaScript cannot say. `npm run kernel` compiles it
 * to kernel.wasm, which src/search/kernel.ts alone uses. All places are addresses in its memory, all numbers little-endian;
 * widths are in numbers, and multiples of 16.
 */

/** The inner product of a float32 vector with each of `count` rows of bytes, as float32. */
export function products(vector: usize, rows: usize, count: i32, width: i32, to: usize): void {
  for (let row = 0; row < count; row++) {
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    for (let at = 0; at < width; at += 16) {
      const bytes = v128.load(rows + at);
      const low = i16x8.extend_low_i8x16_s(bytes);
      const high = i16x8.extend_high_i8x16_s(bytes);
      const numbers = vector + (at << 2);
      a = f32x4.add(a, f32x4.mul(v128.load(numbers), floats(i32x4.extend_low_i16x8_s(low))));
      b = f32x4.add(b, f32x4.mul(v128.load(numbers, 16), floats(i32x4.extend_high_i16x8_s(low))));
      a = f32x4.add(a, f32x4.mul(v128.load(numbers, 32), floats(i32x4.extend_low_i16x8_s(high))));
      b = f32x4.add(b, f32x4.mul(v128.load(numbers, 48), floats(i32x4.extend_high_i16x8_s(high))));
    }
    store<f32>(to + (row << 2), sumOf(f32x4.add(a, b)));
    rows += width;
  }
}

/** The inner product of a float32 vector with each of `count` float32 rows, as float32. */
export function dots(vector: usize, rows: usize, count: i32, width: i32, to: usize): void {
  for (let row = 0; row < count; row++) {
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let c = f32x4.splat(0);
    let d = f32x4.splat(0);
    for (let at = 0; at < width; at += 16) {
      const numbers = vector + (at << 2);
      a = f32x4.add(a, f32x4.mul(v128.load(numbers), v128.load(rows)));
      b = f32x4.add(b, f32x4.mul(v128.load(numbers, 16), v128.load(rows, 16)));
      c = f32x4.add(c, f32x4.mul(v128.load(numbers, 32), v128.load(rows, 32)));
      d = f32x4.add(d, f32x4.mul(v128.load(numbers, 48), v128.load(rows, 48)));
      rows += 64;
    }
    store<f32>(to + (row << 2), sumOf(f32x4.add(f32x4.add(a, b), f32x4.add(c, d))));
  }
}

function floats(numbers: v128): v128 {
  return f32x4.convert_i32x4_s(numbers);
}

function sumOf(lanes: v128): f32 {
  return (
    f32x4.extract_lane(lanes, 0) +
    f32x4.extract_lane(lanes, 1) +
    (f32x4.extract_lane(lanes, 2) + f32x4.extract_lane(lanes, 3))
  );
}

/** The inner product of each of `count` rows of bytes, but the last, with the next one, as int32. */
export function neighbours(rows: usize, count: i32, width: i32, to: usize): void {
  for (let row = 0; row + 1 < count; row++) {
    let sum = i32x4.splat(0);
    for (let at = 0; at < width; at += 16) {
      const one = v128.load(rows + at);
      const next = v128.load(rows + at + width);
      sum = i32x4.add(
        sum,
        i32x4.add(
          i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(one), i16x8.extend_low_i8x16_s(next)),
          i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(one), i16x8.extend_high_i8x16_s(next)),
        ),
      );
    }
    const total =
      i32x4.extract_lane(sum, 0) +
      i32x4.extract_lane(sum, 1) +
      i32x4.extract_lane(sum, 2) +
      i32x4.extract_lane(sum, 3);
    store<i32>(to + (row << 2), total);
    rows += width;
  }
}

/**
 * Raises each of `asked` float64 to the highest product of its own row of int16 with one of `count` rows of bytes, each
 * product times that row's float32 scale. `asked` is a multiple of four.
 */
export function raise(
  best: usize,
  question: usize,
  asked: i32,
  rows: usize,
  scales: usize,
  count: i32,
  width: i32,
): void {
  for (let row = 0; row < count; row++) {
    const scale = f64x2.splat(<f64>load<f32>(scales + (row << 2)));
    for (let four = 0; four < asked; four += 4)
      raiseFour(best + (four << 3), question + ((four * width) << 1), rows, scale, width);
    rows += width;
  }
}

function raiseFour(best: usize, question: usize, row: usize, scale: v128, width: i32): void {
  const stride = width << 1;
  let a = i32x4.splat(0);
  let b = i32x4.splat(0);
  let c = i32x4.splat(0);
  let d = i32x4.splat(0);
  for (let at = 0; at < width; at += 16) {
    const bytes = v128.load(row + at);
    const low = i16x8.extend_low_i8x16_s(bytes);
    const high = i16x8.extend_high_i8x16_s(bytes);
    const place = question + (at << 1);
    a = i32x4.add(a, both(place, low, high));
    b = i32x4.add(b, both(place + stride, low, high));
    c = i32x4.add(c, both(place + 2 * stride, low, high));
    d = i32x4.add(d, both(place + 3 * stride, low, high));
  }
  const sums = sumsOf(a, b, c, d);
  const upper = i32x4.shuffle(sums, sums, 2, 3, 2, 3);
  const first = f64x2.mul(f64x2.convert_low_i32x4_s(sums), scale);
  const second = f64x2.mul(f64x2.convert_low_i32x4_s(upper), scale);
  v128.store(best, f64x2.max(v128.load(best), first));
  v128.store(best, f64x2.max(v128.load(best, 16), second), 16);
}

function both(question: usize, low: v128, high: v128): v128 {
  return i32x4.add(
    i32x4.dot_i16x8_s(v128.load(question), low),
    i32x4.dot_i16x8_s(v128.load(question, 16), high),
  );
}

/** The four sums of the lanes of each. */
function sumsOf(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(i32x4.shuffle(a, b, 0, 4, 1, 5), i32x4.shuffle(a, b, 2, 6, 3, 7));
  const cd = i32x4.add(i32x4.shuffle(c, d, 0, 4, 1, 5), i32x4.shuffle(c, d, 2, 6, 3, 7));
  return i32x4.add(i32x4.shuffle(ab, cd, 0, 1, 4, 5), i32x4.shuffle(ab, cd, 2, 3, 6, 7));
}

/** The sum of `count` float32 rows, added in their order. */
export function sum(rows: usize, count: i32, width: i32, to: usize): void {
  memory.fill(to, 0, width << 2);
  for (let row = 0; row < count; row++)
    for (let at = 0; at < width; at += 4) {
      const place = to + (at << 2);
      v128.store(place, f32x4.add(v128.load(place), v128.load(rows)));
      rows += 16;
    }
}

/**
 * The float32 rows, less `mean`, times each of `to`'s directions, as float32 rows of `projected` numbers. `count` is even, and the rows
 * are altered. The directions lie in groups of sixteen: the first number of each, then the second, …
 */
export function project(
  rows: usize,
  count: i32,
  width: i32,
  mean: usize,
  directions: usize,
  projected: i32,
  to: usize,
): void {
  centre(rows, count, width, mean);
  for (let row = 0; row < count; row += 2) {
    for (let group = 0; group < projected; group += 16)
      projectTwo(
        rows,
        width,
        directions + ((group * width) << 2),
        to + (group << 2),
        projected << 2,
      );
    rows += width << 3;
    to += projected << 3;
  }
}

function centre(rows: usize, count: i32, width: i32, mean: usize): void {
  for (let row = 0; row < count; row++)
    for (let at = 0; at < width; at += 4) {
      v128.store(rows, f32x4.sub(v128.load(rows), v128.load(mean + (at << 2))));
      rows += 16;
    }
}

/** Two rows times sixteen directions. */
function projectTwo(row: usize, width: i32, directions: usize, to: usize, stride: usize): void {
  const next = row + (width << 2);
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  let c = f32x4.splat(0);
  let d = f32x4.splat(0);
  let e = f32x4.splat(0);
  let f = f32x4.splat(0);
  let g = f32x4.splat(0);
  let h = f32x4.splat(0);
  for (let at = 0; at < width; at++) {
    const one = v128.load32_splat(row + (at << 2));
    const two = v128.load32_splat(next + (at << 2));
    const p = v128.load(directions);
    const q = v128.load(directions, 16);
    const r = v128.load(directions, 32);
    const s = v128.load(directions, 48);
    a = f32x4.add(a, f32x4.mul(one, p));
    b = f32x4.add(b, f32x4.mul(one, q));
    c = f32x4.add(c, f32x4.mul(one, r));
    d = f32x4.add(d, f32x4.mul(one, s));
    e = f32x4.add(e, f32x4.mul(two, p));
    f = f32x4.add(f, f32x4.mul(two, q));
    g = f32x4.add(g, f32x4.mul(two, r));
    h = f32x4.add(h, f32x4.mul(two, s));
    directions += 64;
  }
  storeFour(to, a, b, c, d);
  storeFour(to + stride, e, f, g, h);
}

function storeFour(to: usize, a: v128, b: v128, c: v128, d: v128): void {
  v128.store(to, a);
  v128.store(to, b, 16);
  v128.store(to, c, 32);
  v128.store(to, d, 48);
}
