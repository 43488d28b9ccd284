// Not among the tests: what `cargo xtask soak --only polls` runs.

import { test } from "../support/owt-test";
import { isFlat, soakPolls, told } from "./polls";

/** An hour of them. */
const POLLS = Number(process.env.GAVEL_SOAK_POLLS ?? 1_800);

test(`${POLLS} polls of a lively room`, async ({ panel, ownOwt }) => {
  test.setTimeout(60_000 + POLLS * 1_000);
  const result = await soakPolls(panel, await ownOwt(), { polls: POLLS, samples: 31 });
  console.log(told(result));
  isFlat(result);
});
