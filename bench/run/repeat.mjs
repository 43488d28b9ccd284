// Repeat visits: the same page again and again in one browser profile.

/** The loads after the first, by their names in the results. */
export const REPEATS = ["second", "third"];
/** Chromium keeps the machine code of a page's wasm when nothing has been compiled for 2 s. A page stays open for longer, ms. */
const UNTIL_CACHED_MS = 3000;

/** Calls `load(profile)`, which resolves to an open visit and a number, three times; gives the last two numbers by their names. */
export async function repeat(bench, load) {
  return bench.withProfile(async (profile) => {
    const found = {};
    for (const which of ["first", ...REPEATS]) {
      const { visit, took } = await load(profile);
      await visit.page.waitForTimeout(UNTIL_CACHED_MS);
      await visit.close();
      if (REPEATS.includes(which)) found[which] = took;
    }
    return found;
  });
}
