// What a compiler doesn't see: promises that nobody waits for, and what is wrong in any JavaScript.
// To be run from the project's folder, with each file in one of its tsconfig.json.

import { fileURLToPath } from "node:url";
import eslint from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  { ignores: ["**/node_modules/**", "target/**", "dist/**", "**/test-results/**"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  eslint.configs.recommended,
  tseslint.configs.base,
  {
    files: ["**/*.{js,jsx,mjs,ts}"],
    languageOptions: {
      parserOptions: {
        tsconfigRootDir: fileURLToPath(new URL("../..", import.meta.url)),
        project: ["tests/e2e/tsconfig.json", "bench/tsconfig.json", "tsconfig.json"],
      },
    },
    rules: {
      // The compiler does both, with types.
      "no-undef": "off",
      "no-unused-vars": "off",
      // Playwright wants `{}` of a fixture that needs none.
      "no-empty-pattern": ["error", { allowObjectPatternsAsParameters: true }],
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
);
