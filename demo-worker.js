// Runs the demo's server, which Trunk lays beside this file (crates/demo). "Try it" alone loads it.
// In place of Trunk's own loader: there a program that doesn't come would be nothing but a promise that failed. An error is told to the
// page.

// @ts-expect-error Made by the build.
import init from "./demo.js";

init().catch((/** @type {unknown} */ error) =>
  setTimeout(() => {
    throw error;
  }),
);
