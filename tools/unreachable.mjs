// Takes functions out of a wasm's table that nothing can call, so that binaryen sees them unused; and words that nobody reads.
//
// Leptos brings wasm-streams, whose classes for streams made in Rust are for JavaScript that wants them. The panel's doesn't, and the
// classes are taken out of it. What they would have run stands in the table all the same, and a table is called by numbers, so no
// general tool may take it away.
//
// One of those functions is the only one that says what an input or output error is called. The words lie among the program's constants,
// where nothing tells which are still of use, so they go from here too. So do wasm-bindgen's for a program that is at fault: it stops
// without words, as it does where the standard library finds one.

const UNREACHABLE = /future_to_promise::.*wasm_streams(\[\w+\])?::(readable|writable)::into_underlying/;
const CUSTOM = 0;
const ELEMENT = 9;
const DATA = 11;
/** The first of those words; the addresses of all stand one behind the other, in their order. */
const FIRST_WORD = "entity not found";
const FEWEST_WORDS = 30;
const LONGEST_WORD = 80;
const AT_FAULT = [
  "called `Option::unwrap_throw()` on a `None` value",
  "called `Result::unwrap_throw()` on an `Err` value",
  "attempted to take ownership of Rust value while it was borrowed",
  "recursive use of an object detected which would lead to unsafe aliasing in rust",
  "null pointer passed to rust",
  "FnOnce called more than once",
  "closure invoked recursively or after being dropped",
];

/** The same program, with such entries of its table leading to the entry before them, and without those words. */
export function withoutUnreachable(wasm) {
  const sections = read(wasm);
  const names = functionNames(sections);
  const doomed = new Set([...names].filter(([, name]) => UNREACHABLE.test(name)).map(([index]) => index));
  const parts = sections.map(({ id, body }) => {
    const content = id === ELEMENT ? withoutEntries(body, doomed) : id === DATA ? withoutFaults(withoutWords(body)) : body;
    return Buffer.concat([Buffer.of(id), number(content.length), content]);
  });
  return Buffer.concat([wasm.subarray(0, 8), ...parts]);
}

/** Only the plain form is known that the linker writes: one segment of function numbers. */
function withoutEntries(body, doomed) {
  const at = { position: 0 };
  const segments = take(body, at);
  const kind = take(body, at);
  if (segments !== 1 || kind !== 0) return body;
  const opcode = body[at.position++];
  // i32.const, a number, end.
  if (opcode !== 0x41) return body;
  take(body, at);
  at.position++;
  const head = body.subarray(0, at.position);
  const count = take(body, at);
  const entries = [];
  for (let entry = 0; entry < count; entry++) {
    const index = take(body, at);
    entries.push(doomed.has(index) ? entries.at(-1) ?? index : index);
  }
  return Buffer.concat([head, number(count), ...entries.map(number)]);
}

/** Zeros in the place of the words and of their addresses, which cost nothing packed. */
function withoutWords(body) {
  const words = body.indexOf(FIRST_WORD);
  if (words < 0) return body;
  const base = baseOf(body, words);
  for (let table = 0; table + 4 <= body.length; table++) {
    if (body.readUInt32LE(table) + base !== words) continue;
    const ends = addresses(body, table);
    if (ends.length < FEWEST_WORDS) continue;
    const blank = Buffer.from(body);
    blank.fill(0, words, ends.at(-1) + base);
    return blank.fill(0, table, table + 4 * ends.length);
  }
  return body;
}

function withoutFaults(body) {
  const blank = Buffer.from(body);
  for (const words of AT_FAULT) {
    const at = blank.indexOf(words);
    if (at >= 0) blank.fill(0, at, at + words.length);
  }
  return blank;
}

/** Ascending numbers from `place` on, each a word's length from the one before. */
function addresses(body, place) {
  const found = [body.readUInt32LE(place)];
  for (let at = place + 4; at + 4 <= body.length; at += 4) {
    const step = body.readUInt32LE(at) - found.at(-1);
    if (step <= 0 || step > LONGEST_WORD) break;
    found.push(found.at(-1) + step);
  }
  return found;
}

/** How far from its address in memory a byte stands in the section: that of the segment around `place`. */
function baseOf(body, place) {
  const at = { position: 0 };
  for (let left = take(body, at); left > 0; left--) {
    // Kind 0, i32.const, an address, end.
    at.position += 2;
    const address = take(body, at);
    at.position++;
    const length = take(body, at);
    if (place < at.position + length) return at.position - address;
    at.position += length;
  }
  return NaN;
}

function functionNames(sections) {
  const names = new Map();
  for (const { id, body } of sections) {
    const at = { position: 0 };
    if (id !== CUSTOM || text(body, at) !== "name") continue;
    while (at.position < body.length) {
      const kind = body[at.position++];
      const end = take(body, at) + at.position;
      if (kind === 1) for (let left = take(body, at); left > 0; left--) names.set(take(body, at), text(body, at));
      at.position = end;
    }
  }
  return names;
}

function read(wasm) {
  const sections = [];
  const at = { position: 8 };
  while (at.position < wasm.length) {
    const id = wasm[at.position++];
    const end = take(wasm, at) + at.position;
    sections.push({ id, body: wasm.subarray(at.position, end) });
    at.position = end;
  }
  return sections;
}

function text(bytes, at) {
  const length = take(bytes, at);
  at.position += length;
  return bytes.toString("utf8", at.position - length, at.position);
}

/** An unsigned LEB128. */
function take(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at.position++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
}

function number(value) {
  const bytes = [];
  do {
    bytes.push((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
    value = Math.floor(value / 128);
  } while (value > 0);
  return Buffer.from(bytes);
}
