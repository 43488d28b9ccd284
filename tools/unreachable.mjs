// Takes functions out of a wasm's table that nothing can call, so that binaryen sees them unused.
//
// Leptos brings wasm-streams, whose classes for streams made in Rust are for JavaScript that wants them. The panel's doesn't, and the
// classes are taken out of it. What they would have run stands in the table all the same, and a table is called by numbers, so no
// general tool may take it away.

const UNREACHABLE = /future_to_promise::.*wasm_streams(\[\w+\])?::(readable|writable)::into_underlying/;
const CUSTOM = 0;
const ELEMENT = 9;

/** The same program, with such entries of its table leading to the entry before them. */
export function withoutStreams(wasm) {
  const sections = read(wasm);
  const names = functionNames(sections);
  const doomed = new Set([...names].filter(([, name]) => UNREACHABLE.test(name)).map(([index]) => index));
  const parts = sections.map(({ id, body }) => {
    const content = id === ELEMENT ? withoutEntries(body, doomed) : body;
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
