// Repeat visits: the same page again and again in one browser profile.

/** The loads after the first, by their names in the results. */
export const REPEATS = ["second", "third"];
/** How long a page stays open, so that the browser has written down what it keeps, ms. */
const UNTIL_KEPT_MS = 2000;

/** Calls `load(profile)`, which resolves to an open visit and a number, three times; gives the last two numbers by their names. */
export async function repeat(bench, load) {
  return bench.withProfile(async (profile) => {
    const found = {};
    for (const which of ["first", ...REPEATS]) {
      const { visit, took } = await load(profile);
      await visit.page.waitForTimeout(UNTIL_KEPT_MS);
      await visit.close();
      if (REPEATS.includes(which)) found[which] = took;
    }
    return found;
  });
}
