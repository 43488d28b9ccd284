// The same chance every time: mulberry32.

/** A function that gives the next number in 0…1 of `seed`. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** One of `list`. */
export function pick(chance, list) {
  return list[Math.floor(chance() * list.length)];
}

/** A uuid of version 4. */
export function uuid(chance) {
  const hex = (length) => Array.from({ length }, () => pick(chance, "0123456789abcdef")).join("");
  return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
}
