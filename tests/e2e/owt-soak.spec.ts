// The soak of polls of `cargo xtask soak`, some minutes of it: what a page holds stays as it is.

import { isFlat, soakPolls, told } from "./soak/polls";
import { test } from "./support/owt-test";

// A trace keeps nodes of the page.
test.use({ trace: "off" });

test("a page holds no more after five minutes of polls", async ({ panel, ownOwt }) => {
  test.setTimeout(180_000);
  const result = await soakPolls(panel, await ownOwt(), { polls: 150, samples: 10 });
  console.log(told(result));
  isFlat(result);
});
